import { metricMeter } from '@temporalio/activity'
import { advanceDeferrals } from '../src/db/calendar.ts'
import { backlog, isStuck } from '../src/db/outbox.ts'
import { sealAudit } from '../src/db/seals.ts'
import { closeTask, openTask } from '../src/db/tasks.ts'
import { settleOptedOut } from '../src/db/unwanted.ts'
import { calendarOf } from '../src/domain/frequency.ts'
import type { Patience } from '../src/domain/workflowState.ts'
import type { WatchDependencies } from './watchDependencies.ts'
import { type LettersFound, mendBatch, watchLetters } from './watchLetters.ts'
import { type Look, watchWorkflows } from './watchWorkflows.ts'

/** What a run of the watchdog found and did, as counts by name. */
export type Found = Readonly<Record<string, number>>

/** All that the watchdog does. Every step is bounded, and harmless when repeated. */
export function watchActivities(dependencies: WatchDependencies) {
  const { db, log, config } = dependencies
  return {
    /** Looks at workflows of open engagements and referrals and mends those that are gone, or that sleep too long. */
    async watchEngagements(look: Look): Promise<Found> {
      return watchWorkflows(dependencies, look)
    },

    /** Opens a task when accepted facts do not reach their workflows, and closes it when they do. */
    async watchOutbox({ patience }: { patience: Patience }): Promise<Found> {
      const waits = await isStuck(db, { seconds: patience.undelivered / 1000 })
      const task = { kind: 'facts-undelivered', about: 'outbox' } as const
      const changed = await db
        .transaction()
        .execute((tx) => (waits ? openTask(tx, task) : closeTask(tx, task, { by: 'watchdog' })))
      const { count } = await backlog(db)
      return { undelivered: count, tasksOpened: Number(waits && changed), tasksClosed: Number(!waits && changed) }
    },

    /** Finishes what concerns several engagements of one person: who wants no more email is asked no more, and who was deferred moves
     *  up when somebody before them is gone. */
    async watchPeople(): Promise<Found> {
      const optedOut = await settleOptedOut(db)
      const advanced = await advanceDeferrals(db, calendarOf(config), { limit: sample })
      return { optedOut, advanced }
    },

    /** Seals what was written into the audit trail. The log keeps the newest seal outside the database. */
    async watchAudit(): Promise<Found> {
      const { sealed, head } = await sealAudit(db, { limit: batch })
      if (sealed > 0) log.info({ ...head }, 'the audit trail is sealed up to here')
      return { sealed }
    },

    /** Finds letters nobody settles any more, and settles or gives up those that are too old to be handed over again. */
    async watchLetters({ patience }: { patience: Patience }): Promise<LettersFound> {
      return watchLetters(dependencies, { patience })
    },

    /** Hands a batch whose mark was lost to Resend again, which answers what it did the first time. */
    async mendBatch(batch: string): Promise<Found> {
      return mendBatch(dependencies, batch)
    },

    /** Writes one line into the log and counts what was mended. */
    async reportWatch(found: Found): Promise<void> {
      const mended = Object.entries(found).filter(([name, count]) => count > 0 && repairs.has(name))
      for (const [name, count] of mended) counter().add(count, { what: name })
      log[mended.length > 0 ? 'warn' : 'info'](found, 'the watchdog looked')
    },
  }
}

export type WatchActivities = ReturnType<typeof watchActivities>

/** People looked at in one run. */
const sample = 500
/** Entries sealed in one run. */
const batch = 50_000

const repairs = new Set(['optedOut', 'repaired', 'lettersMended', 'tasksOpened'])

function counter() {
  return metricMeter.createCounter('plaudit_watchdog', 'count', 'What the watchdog mended, and tasks it opened')
}
