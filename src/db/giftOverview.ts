import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { GiftOrderRow } from './giftOrders.ts'

/** Where a gift stands for who pays for it: one that failed and that nobody will send is dropped. */
export type GiftStanding = GiftOrderRow['state'] | 'dropped'

/** Orders that nobody has to look after any more although they failed. */
const isDropped = sql<boolean>`state = 'failed' and coalesce(reason in ('dropped', 'erased'), false)`
const standing = sql<GiftStanding>`case when ${isDropped} then 'dropped' else state end`

/** How many gifts of a program stand where, what they are worth, and what providers said they cost, over all versions and partners. */
export async function giftsByStanding(db: Db, programId: string) {
  return db
    .selectFrom('gift_orders')
    .select([
      standing.as('standing'),
      'currency',
      sql<number>`count(*)::integer`.as('count'),
      sql<number>`sum(amount)::float`.as('worth'),
      sql<number | null>`sum(cost)::float`.as('cost'),
    ])
    .where('program_id', '=', programId)
    .groupBy([sql`1`, 'currency'])
    .orderBy('currency')
    .execute()
}

/** Gifts that are not issued yet, by why; `late` are those that were to have arrived by what their page promised. */
export async function giftsThatWait(db: Db, programId: string) {
  return db
    .selectFrom('gift_orders as g')
    .innerJoin('programs as p', (join) =>
      join.onRef('p.id', '=', 'program_id').onRef('p.version', '=', 'program_version'),
    )
    .select([
      'state',
      'reason',
      sql<number>`count(*)::integer`.as('count'),
      sql<number>`count(*) filter (where chosen_at + make_interval(days => (definition->'gift'->>'days')::integer) < now())::integer`.as(
        'late',
      ),
      sql<Date>`min(chosen_at)`.as('since'),
    ])
    .where('program_id', '=', programId)
    .where('state', 'in', ['claimed', 'by-hand', 'failed'])
    .where(sql<boolean>`not (${isDropped})`)
    .groupBy(['state', 'reason'])
    .orderBy('since')
    .execute()
}

/** How many who answered were offered a gift: while it lasted, and not in a country it excludes; where somebody is forgotten the country
 *  is not known. */
export async function countOffered(db: Db, programId: string): Promise<number> {
  const { count } = await db
    .selectFrom('invitations as i')
    .innerJoin('engagements as e', 'e.id', 'i.engagement_id')
    .innerJoin('programs as p', (join) =>
      join.onRef('p.id', '=', 'program_id').onRef('p.version', '=', 'program_version'),
    )
    .leftJoin('contacts as c', 'c.id', 'i.contact_id')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('program_id', '=', programId)
    .where('i.status', '=', 'answered')
    .where(sql<boolean>`settled_at < ((definition->'gift'->>'until')::date + 1)::timestamp at time zone 'Etc/GMT+12'`)
    .where(sql<boolean>`not coalesce((definition->'gift'->'excludedCountries')::jsonb ? c.country, false)`)
    .executeTakeFirstOrThrow()
  return count
}
