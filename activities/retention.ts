import type { Db } from '../src/db/database.ts'
import { erasuresLeft } from '../src/db/erasures.ts'
import { expireUnconfirmed } from '../src/db/expiredVisits.ts'
import { endErasure, eraseFromEngagements } from '../src/db/person/erase.ts'
import { type Expired, expire } from '../src/db/retention.ts'
import { expireContacts } from '../src/db/retiredContacts.ts'
import { milliseconds } from '../src/domain/duration.ts'
import type { KeptKind, Periods } from '../src/domain/retention.ts'
import { type Keeping, keepingOf } from '../src/keeping.ts'

/** Rows, or engagements with their contacts, in one transaction. */
const batch = { rows: 1_000, engagements: 100 } as const

/** How long one activity goes on, in milliseconds. */
const stint = 60_000

/** An erasure takes seconds; one begun so many minutes ago has broken off. */
const brokenOff = { minutes: 15 } as const

/** Keeps the periods for which data about people may be held.
 *  @throws {RangeError} when a period is not a duration, or when requests are forgotten sooner than they count */
export function retentionActivities({
  db,
  config,
}: {
  readonly db: Db
  readonly config: Partial<Keeping> & { readonly REQUEST_INTERVAL?: string }
}) {
  const periods = periodsOf(config)

  async function expireSome(kind: KeptKind, period: number): Promise<Expired> {
    if (kind === 'contacts') return expireContacts(db, { period, limit: batch.engagements })
    if (kind === 'unconfirmed') return expireUnconfirmed(db, { period, limit: batch.engagements })
    return expire(db, kind, { period, limit: batch.rows })
  }

  return {
    /** Deletes or empties what of one kind was kept long enough. Safe to repeat.
     *  @returns how many rows, and whether there is more to do */
    async expireKept(kind: KeptKind): Promise<Expired> {
      const end = Date.now() + stint
      const period = periods[kind]
      let rows = 0
      for (;;) {
        const step = await expireSome(kind, period)
        rows += step.rows
        if (!step.more || Date.now() > end) return { rows, more: step.more }
      }
    },

    /** Ends erasures of people that broke off and were not asked for again. @returns how many */
    async finishErasures(): Promise<number> {
      const left = await erasuresLeft(db, brokenOff)
      for (const erasure of left) {
        await eraseFromEngagements(db, erasure)
        await db.transaction().execute((tx) => endErasure(tx, erasure))
      }
      return left.length
    },
  }
}

function periodsOf(config: Partial<Keeping> & { readonly REQUEST_INTERVAL?: string }): Periods {
  const kept = keepingOf(config)
  const requests = milliseconds(kept.KEEP_REQUESTS)
  if (requests < milliseconds(config.REQUEST_INTERVAL ?? '1 ms'))
    throw new RangeError(`KEEP_REQUESTS must be at least REQUEST_INTERVAL, got '${kept.KEEP_REQUESTS}'`)
  return {
    letters: milliseconds(kept.KEEP_LETTERS),
    contacts: milliseconds(kept.KEEP_CONTACTS),
    texts: milliseconds(kept.KEEP_TEXTS),
    deliveries: milliseconds(kept.KEEP_DELIVERIES),
    requests,
    idempotency: milliseconds(kept.KEEP_IDEMPOTENCY),
    unconfirmed: milliseconds(kept.KEEP_UNCONFIRMED),
    networks: milliseconds(kept.KEEP_NETWORKS),
  }
}
