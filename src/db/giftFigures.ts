import { sql } from 'kysely'
import type { Db } from './database.ts'

/** How many gifts were chosen under a program, what they are worth and what they cost, by version, currency and state. */
export async function giftFigures(db: Db, programId: string) {
  return db
    .selectFrom('gift_orders')
    .select((eb) => [
      'program_version as version',
      'currency',
      'state',
      sql<number>`count(*)::integer`.as('count'),
      eb.fn.sum<number>('amount').as('worth'),
      sql<number>`coalesce(sum(cost), 0)::float`.as('cost'),
    ])
    .where('program_id', '=', programId)
    .groupBy(['program_version', 'currency', 'state'])
    .orderBy('program_version')
    .orderBy('currency')
    .orderBy('state')
    .execute()
}

/** How many gifts are in which state, by program. */
export async function countGifts(db: Db) {
  return db
    .selectFrom('gift_orders')
    .select(['program_id as program', 'state', sql<number>`count(*)::integer`.as('count')])
    .groupBy(['program_id', 'state'])
    .execute()
}

/** For how many seconds the oldest gift has waited for its provider. */
export async function giftsWait(db: Db): Promise<number> {
  const { oldest } = await db
    .selectFrom('gift_orders')
    .select(sql<number | null>`extract(epoch from now() - min(chosen_at))::float`.as('oldest'))
    .where('state', '=', 'claimed')
    .executeTakeFirstOrThrow()
  return oldest ?? 0
}
