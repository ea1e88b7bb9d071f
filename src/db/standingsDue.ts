import { type Generated, sql } from 'kysely'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'
import type { Whose } from './standings.ts'

/** Standings that have to be found anew, written in the transaction that moved them: evidence does so by itself. */
export type StandingsDueTable = {
  id: Generated<string>
  program_id: string
  partner_id: string
  attempts: Generated<number>
  due_at: Generated<Date>
}

/** Has a standing found anew, because something changed it that is no evidence. */
export async function markDue(tx: Db, { programId, partnerId }: Whose): Promise<void> {
  await tx.insertInto('standings_due').values({ program_id: programId, partner_id: partnerId }).execute()
}

/** Has all standings under a program found anew, because its rules change. */
export async function markProgramDue(tx: Db, programId: string): Promise<void> {
  await sql`
    insert into standings_due (program_id, partner_id)
    select ${programId}, p.id from partners p
    where exists (select from memberships where program_id = ${programId} and partner_id = p.id)
      or exists (select from evidence where program_id = ${programId} and partner_id = p.id)`.execute(tx)
}

/** Has all standings of some partners found anew, because their place in the tree or their clock changes. */
export async function markPartnersDue(tx: Db, partnerIds: readonly string[]): Promise<void> {
  await sql`
    insert into standings_due (program_id, partner_id)
    select programs.id, p.id from partners p, (select distinct id from programs) programs
    where p.id = ${anyOf(partnerIds)} and (
      exists (select from memberships where program_id = programs.id and partner_id = ${anyOf(partnerIds)})
      or exists (select from evidence where program_id = programs.id and partner_id = ${anyOf(partnerIds)}))`.execute(
    tx,
  )
}

export type DueStanding = Whose & { readonly id: string; readonly attempts: number }

/** Takes what is due and no other relay holds; it stays taken until the transaction ends. */
export async function takeDueStandings(tx: Db, { limit }: { limit: number }): Promise<readonly DueStanding[]> {
  return tx
    .selectFrom('standings_due')
    .select(['id', 'program_id as programId', 'partner_id as partnerId', 'attempts'])
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** For how long the oldest of them has waited, in seconds; 0 where none does. */
export async function standingsWait(db: Db): Promise<number> {
  const { seconds } = await db
    .selectFrom('standings_due')
    .select(sql<number | null>`extract(epoch from now() - min(due_at))::float`.as('seconds'))
    .executeTakeFirstOrThrow()
  return Math.max(0, seconds ?? 0)
}

export async function removeDueStandings(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('standings_due').where('id', 'in', ids).execute()
}

/** Puts them back for a later attempt, counted from this moment. */
export async function postponeStandings(
  tx: Db,
  ids: readonly string[],
  { seconds }: { seconds: number },
): Promise<void> {
  await tx
    .updateTable('standings_due')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      due_at: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
    }))
    .where('id', 'in', ids)
    .execute()
}
