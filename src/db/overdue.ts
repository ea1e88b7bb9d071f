import { type RawBuilder, sql } from 'kysely'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { redeliver } from './outbox.ts'

/** Something open the watchdog looks at. `program` is the first part of its workflow's id. */
export type Watched = {
  readonly id: string
  readonly program: string
  readonly dueAt: Date | null
  readonly repairedAt: Date | null
}

/** What has a workflow each. */
export type Noun = 'engagements' | 'referrals'

const nouns = {
  engagements: { column: 'engagement_id', program: sql`program_id`, isOpen: sql<boolean>`stage <> 'closed'` },
  referrals: { column: 'referral_id', program: sql`'referral'`, isOpen: sql<boolean>`closed_at is null` },
} as const

/** Those that wait longer than they were to; those not looked at for longest come first. */
export async function overdue(
  db: Db,
  noun: Noun,
  { before, limit }: { before: Date; limit: number },
): Promise<readonly Watched[]> {
  return open(db, noun, sql`due_at < ${before} order by watched_at nulls first limit ${limit}`)
}

/** Those of all that are open that were not looked at for longest. */
export async function next(db: Db, noun: Noun, { limit }: { limit: number }): Promise<readonly Watched[]> {
  return open(db, noun, sql`true order by watched_at nulls first limit ${limit}`)
}

/** Those among the ones named that are open. */
export async function openAmong(db: Db, noun: Noun, ids: readonly string[]): Promise<readonly Watched[]> {
  return open(db, noun, sql`id = any(${[...ids]}::text[])`)
}

/** Open, and told everything that was accepted: what is still on its way wakes a workflow by itself. */
async function open(db: Db, noun: Noun, rest: RawBuilder<unknown>): Promise<readonly Watched[]> {
  const { column, program, isOpen } = nouns[noun]
  const { rows } = await sql<Watched>`
    select id, ${program} as program, due_at as "dueAt", repaired_at as "repairedAt" from ${sql.table(noun)} as watched
    where ${isOpen}
      and not exists (select from outbox where outbox.${sql.ref(column)} = watched.id and outbox.delivered_at is null)
      and ${rest}`.execute(db)
  return rows
}

export async function markWatched(db: Db, noun: Noun, ids: readonly string[]): Promise<void> {
  await db
    .updateTable(noun)
    .set({ watched_at: sql`now()` })
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

/** Why something was mended: its workflow was gone or over before its time, its run was ended or reset by somebody, its time
 *  was up, or its timer was. */
export type Repair = 'missing' | 'over' | 'broken' | 'overdue' | 'timer-lost'

/** Has all facts delivered again, unless it was closed meanwhile or moved on.
 *  @returns whether it was mended */
export async function repair(tx: Db, noun: Noun, { id, dueAt }: Watched, why: Repair): Promise<boolean> {
  const { column, isOpen } = nouns[noun]
  const repaired = await tx
    .updateTable(noun)
    .set({ repaired_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where(isOpen)
    .where('due_at', 'is not distinct from', dueAt)
    .returning('id')
    .executeTakeFirst()
  if (!repaired) return false
  await redeliver(tx, id, column)
  const whom = noun === 'engagements' ? { engagementId: id } : {}
  const about = noun === 'engagements' ? { why } : { why, referral: id }
  await record(tx, { ...whom, actor: 'watchdog', what: 'repaired', about })
  return true
}
