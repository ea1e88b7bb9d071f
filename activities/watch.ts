import { metricMeter } from '@temporalio/activity'
import { backlog, isStuck } from '../src/db/outbox.ts'
import { closeTask, openTask } from '../src/db/tasks.ts'
import type { Patience } from '../src/domain/workflowState.ts'
import type { WatchDependencies } from './watchDependencies.ts'
import { type Look, watchEngagements } from './watchEngagements.ts'
import { type LettersFound, mendBatch, watchLetters } from './watchLetters.ts'

/** What a run of the watchdog found and did, as counts by name. */
export type Found = Readonly<Record<string, number>>

/** All that the watchdog does. Every step is bounded, and harmless when repeated. */
export function watchActivities(dependencies: WatchDependencies) {
  const { db, log } = dependencies
  return {
    /** Looks at workflows of open engagements and mends those that are gone, or that sleep too long. */
    async watchEngagements(look: Look): Promise<Found> {
      return watchEngagements(dependencies, look)
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

const repairs = new Set(['repaired', 'lettersMended', 'tasksOpened'])

function counter() {
  return metricMeter.createCounter('plaudit_watchdog', 'count', 'What the watchdog mended, and tasks it opened')
}
