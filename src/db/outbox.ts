import { type Generated, type JSONColumnType, sql } from 'kysely'
import type { Fact, NumberedFact } from '../domain/fact.ts'
import type { NumberedReferralFact, ReferralFact } from '../domain/referral/fact.ts'
import type { Db } from './database.ts'

/** Facts on their way to the workflows, each to an engagement or to a referral. A row is written with the fact it carries and
 *  delivered at least once. */
export type OutboxTable = {
  id: Generated<string>
  engagement_id: string | null
  referral_id: string | null
  message: JSONColumnType<NumberedFact | NumberedReferralFact>
  attempts: Generated<number>
  due_at: Generated<Date>
  accepted_at: Generated<Date>
  delivered_at: Date | null
}

/** The channel on which the relay hears that something is due. */
export const outboxChannel = 'outbox'

/** Wakes the relays. Whoever does not hear it looks by itself within a second. */
export async function announce(db: Db): Promise<void> {
  await sql`select pg_notify(${outboxChannel}, '')`.execute(db)
}

/** Accepts facts for an engagement: numbers them and queues them for its workflow. Holds the engagement's row until the
 *  transaction ends, so a fact either comes before the engagement closes or sees it closed.
 *  @param facts at least one
 *  @returns the number of the first */
export async function tell(tx: Db, engagementId: string, facts: readonly Fact[]): Promise<number> {
  return queue(tx, { table: 'engagements', column: 'engagement_id', id: engagementId, facts })
}

/** The same for a referral. */
export async function tellReferral(tx: Db, referralId: string, facts: readonly ReferralFact[]): Promise<number> {
  return queue(tx, { table: 'referrals', column: 'referral_id', id: referralId, facts })
}

type Queued = {
  readonly table: 'engagements' | 'referrals'
  readonly column: 'engagement_id' | 'referral_id'
  readonly id: string
  readonly facts: readonly (Fact | ReferralFact)[]
}

async function queue(tx: Db, { table, column, id, facts }: Queued): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    with numbered as (
      update ${sql.table(table)} set accepted = accepted + ${facts.length} where id = ${id}
      returning accepted - ${facts.length} as before),
    told as (
      insert into outbox (${sql.ref(column)}, message)
      select ${id}, fact || jsonb_build_object('seq', before + at)
      from numbered, jsonb_array_elements(${JSON.stringify(facts)}::jsonb) with ordinality as each (fact, at) order by at)
    select before + 1 as first from numbered`.execute(tx)
  const [told] = rows
  if (!told) throw new Error(`facts of one of the ${table} that is not there`)
  return told.first
}

/** Facts of an engagement or of a referral. */
export type OutboxRow = { readonly id: string; readonly attempts: number } & (
  | { readonly engagementId: string; readonly referralId: null; readonly message: NumberedFact }
  | { readonly engagementId: null; readonly referralId: string; readonly message: NumberedReferralFact }
)

/** Takes facts that are due and that no other relay holds; they stay taken until the transaction ends. */
export async function takeDue(tx: Db, { limit }: { limit: number }): Promise<readonly OutboxRow[]> {
  return tx
    .selectFrom('outbox')
    .select(['id', 'engagement_id as engagementId', 'referral_id as referralId', 'message', 'attempts'])
    .where('delivered_at', 'is', null)
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .$castTo<OutboxRow>()
    .execute()
}

export async function markDelivered(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.updateTable('outbox').set({ delivered_at: sql`now()` }).where('id', 'in', ids).execute()
}

/** Puts facts back for a later attempt, counted from this moment: the attempt that failed may have taken longer than the wait. */
export async function postpone(tx: Db, ids: readonly string[], { seconds }: { seconds: number }): Promise<void> {
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      due_at: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
    }))
    .where('id', 'in', ids)
    .execute()
}

/** How much waits to be delivered, and for how long the oldest has waited. */
export async function backlog(db: Db): Promise<{ count: number; oldestSeconds: number }> {
  const { count, oldest } = await db
    .selectFrom('outbox')
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      sql<number | null>`extract(epoch from now() - min(accepted_at))::float`.as('oldest'),
    ])
    .where('delivered_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: Number(count), oldestSeconds: oldest ?? 0 }
}

/** Whether facts wait that should have been delivered by now: they were tried in vain for a while, or nobody tried. */
export async function isStuck(db: Db, { seconds }: { seconds: number }): Promise<boolean> {
  const late = await db
    .selectFrom('outbox')
    .select('id')
    .where('delivered_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('due_at', '<', sql<Date>`now() - make_interval(secs => ${seconds})`),
        eb.and([eb('attempts', '>', 5), eb('accepted_at', '<', sql<Date>`now() - make_interval(secs => ${seconds})`)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return late !== undefined
}

/** All that was ever accepted for an engagement. */
export async function allFacts(db: Db, engagementId: string): Promise<readonly NumberedFact[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('message')
    .where('engagement_id', '=', engagementId)
    .orderBy('id')
    .$castTo<{ message: NumberedFact }>()
    .execute()
  return rows.map((row) => row.message)
}

/** All that was ever accepted for a referral. */
export async function allReferralFacts(db: Db, referralId: string): Promise<readonly NumberedReferralFact[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('message')
    .where('referral_id', '=', referralId)
    .orderBy('id')
    .$castTo<{ message: NumberedReferralFact }>()
    .execute()
  return rows.map((row) => row.message)
}

/** Has everything that was ever accepted for an engagement, or a referral, delivered again. */
export async function redeliver(tx: Db, id: string, column: Queued['column'] = 'engagement_id'): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ delivered_at: null, due_at: sql`now()`, attempts: 0 })
    .where(column, '=', id)
    .execute()
}
