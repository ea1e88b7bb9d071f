import { sql } from 'kysely'
import type { KeptKind } from '../domain/retention.ts'
import { ago } from './ago.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { eraseReasons } from './disqualifications.ts'
import { emptied } from './person/letters.ts'
import { eraseTexts } from './person/texts.ts'
import { eraseReviews } from './reviews.ts'

/** How old rows must be, in milliseconds, and how many are taken in one transaction. */
export type Expiry = { readonly period: number; readonly limit: number }

/** How many rows went, and whether there may be more to go. */
export type Expired = { readonly rows: number; readonly more: boolean }

/** Deletes or empties some of what was kept long enough; how much goes to the audit trail in the same transaction. */
export async function expire(
  db: Db,
  kind: Exclude<KeptKind, 'contacts' | 'unconfirmed'>,
  expiry: Expiry,
): Promise<Expired> {
  return db.transaction().execute(async (tx) => {
    const rows = Number(await ways[kind](tx, expiry))
    if (rows > 0) await record(tx, { actor: 'retention', what: 'expired', about: { kind, rows } })
    return { rows, more: rows === expiry.limit }
  })
}

type Way = (tx: Db, expiry: Expiry) => Promise<number | bigint>

const ways: Readonly<Record<Exclude<KeptKind, 'contacts' | 'unconfirmed'>, Way>> = {
  async letters(tx, { period, limit }) {
    const old = tx
      .selectFrom('letters')
      .select('id')
      .where('claimed_at', '<', ago(period))
      .where('status', '<>', 'claimed')
      .where('payload', 'is not', null)
      .limit(limit)
    const reason = sql<string | null>`case when status = 'refused' then null else reason end` // Resend may repeat the address
    const emptying = tx.updateTable('letters').set({ ...emptied, reason })
    return (await emptying.where('id', 'in', old).executeTakeFirst()).numUpdatedRows
  },

  async texts(tx, { period, limit }) {
    const isOld = sql<boolean>`r.submitted_at < ${ago(period)}`
    const responses = await eraseTexts(tx, { which: isOld, limit })
    if (responses === limit) return responses
    await eraseReasons(tx, isOld)
    // what is published stays until it is withdrawn
    await eraseReviews(tx, sql<boolean>`state <> 'published' and created_at < ${ago(period)}`, 'expired')
    return responses
  },

  async deliveries(tx, { period, limit }) {
    const old = tx.selectFrom('deliveries').select('event_id').where('received_at', '<', ago(period)).limit(limit)
    return (await tx.deleteFrom('deliveries').where('event_id', 'in', old).executeTakeFirst()).numDeletedRows
  },

  async requests(tx, { period, limit }) {
    const old = tx.selectFrom('requests').select('id').where('at', '<', ago(period)).limit(limit)
    return (await tx.deleteFrom('requests').where('id', 'in', old).executeTakeFirst()).numDeletedRows
  },

  async networks(tx, { period, limit }) {
    const old = sql<boolean>`ctid in (select ctid from networks where hour < ${ago(period)} limit ${limit})`
    return (await tx.deleteFrom('networks').where(old).executeTakeFirst()).numDeletedRows
  },

  async idempotency(tx, { period, limit }) {
    const removed = await tx
      .deleteFrom('idempotency')
      .where((eb) =>
        eb(
          eb.refTuple('key_id', 'idempotency_key'),
          'in',
          eb
            .selectFrom('idempotency')
            .select(['key_id', 'idempotency_key'])
            .where('created_at', '<', ago(period))
            .limit(limit)
            .$asTuple('key_id', 'idempotency_key'),
        ),
      )
      .executeTakeFirst()
    return removed.numDeletedRows
  },
}
