import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { markDelivered, type OutboxRow, postpone, takeDue } from '../db/outbox.ts'
import { deliver } from './deliver.ts'
import { carryGifts } from './gifts.ts'
import { hear } from './hear.ts'
import { carryStandings } from './standings.ts'

export type RelayDependencies = {
  readonly db: Db
  readonly client: Client
  readonly log: Logger
  readonly config: Pick<Config, 'DATABASE_URL' | 'TASK_QUEUE' | 'DAY' | 'PUBLIC_URL'>
}

/** Carries accepted facts from the outbox to the workflows, and has the standings found that they moved, for as long as the process lives:
 *  at once when something is accepted, at least once each, all that is due for one engagement or referral in one signal. Any number of relays may run. */
export function startRelay(dependencies: RelayDependencies): { readonly stop: () => Promise<void> } {
  const { config, log } = dependencies
  let stopping = false
  const ear = hear(config.DATABASE_URL)
  const running = run()

  async function run(): Promise<void> {
    while (!stopping) {
      const carried = await carryAll(dependencies).catch((error: unknown) => {
        log.warn({ err: error }, 'relay cannot reach its database')
        return 0
      })
      if (carried === 0) await ear.next(idle)
    }
  }

  return {
    async stop() {
      stopping = true
      ear.wake()
      await running
      await ear.stop()
    },
  }
}

/** How long the relay sleeps when nothing is due and nothing is heard, in milliseconds. */
const idle = 1_000
/** Facts taken in one transaction: it stays open while they are delivered. */
const limit = 200

/** @returns how much arrived */
async function carryAll(dependencies: RelayDependencies): Promise<number> {
  return (await carry(dependencies)) + (await carryStandings(dependencies)) + (await carryGifts(dependencies))
}

/** Delivers what is due. @returns how many facts arrived */
async function carry({ db, client, log, config }: RelayDependencies): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await takeDue(tx, { limit })
    const addressees = [...new Set(rows.map(addresseeOf))]
    const deliveries = addressees.map(async (addressee) => {
      const own = rows.filter((row) => addresseeOf(row) === addressee)
      try {
        await deliver({ db, client, config }, own)
        return own
      } catch (error) {
        log.warn(
          { err: error, addressee, attempts: own[0]?.attempts },
          'facts could not be delivered, will be tried again',
        )
        return []
      }
    })
    const delivered = new Set((await Promise.all(deliveries)).flat())
    const failed = rows.filter((row) => !delivered.has(row))
    if (delivered.size > 0) await markDelivered(tx, idsOf([...delivered]))
    if (failed.length > 0) await postpone(tx, idsOf(failed), { seconds: backoff(failed) })
    return delivered.size
  })
}

/** The id of the engagement or referral. */
function addresseeOf({ engagementId, referralId }: OutboxRow): string {
  return engagementId ?? referralId ?? ''
}

function idsOf(rows: readonly OutboxRow[]): readonly string[] {
  return rows.map((row) => row.id)
}

/** Seconds until the next attempt: 1, 2, 4 … 30. There is always a next one. */
function backoff(rows: readonly OutboxRow[]): number {
  return Math.min(30, 2 ** Math.min(...rows.map((row) => row.attempts)))
}
