import { type Generated, type Selectable, sql } from 'kysely'
import type { Db } from './database.ts'

/** A partner's part in a program. `renews_on` is a calendar day in the partner's time zone, 'YYYY-MM-DD': any of its yearly
 *  renewals. */
export type MembershipsTable = {
  partner_id: string
  program_id: string
  renews_on: string | null
  /** What it is certified for, as far as the program's rules ask. */
  competencies: Generated<string[]>
  /** Who answers for surveys at the partner. */
  manager_name: string | null
  manager_email: string | null
  created_at: Generated<Date>
}

export type MembershipRow = Selectable<MembershipsTable>

export type MembershipKey = { readonly partnerId: string; readonly programId: string }

export async function findMembership(
  db: Db,
  { partnerId, programId }: MembershipKey,
): Promise<MembershipRow | undefined> {
  return db
    .selectFrom('memberships')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .executeTakeFirst()
}

/** The membership a partner's surveys belong to: its own, or that of the nearest partner it belongs to.
 *  @param lock keeps it from being changed until the transaction ends */
export async function findMembershipOver(
  db: Db,
  { partnerId, programId }: MembershipKey,
  { lock }: { readonly lock: boolean } = { lock: false },
): Promise<MembershipRow | undefined> {
  const { rows } = await sql<MembershipRow>`
    with recursive above as (
      select id, parent_id, 0 as distance from partners where id = ${partnerId}
      union all
      select p.id, p.parent_id, distance + 1 from partners p join above on p.id = above.parent_id where distance < 10)
    select m.* from memberships m join above on above.id = m.partner_id
    where m.program_id = ${programId} order by distance limit 1
    ${lock ? sql`for share of m` : sql``}`.execute(db)
  return rows[0]
}

/** The same, and keeps everybody else from changing it until the transaction ends. */
export async function lockMembership(tx: Db, { partnerId, programId }: MembershipKey) {
  return tx
    .selectFrom('memberships')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .forUpdate()
    .executeTakeFirst()
}

/** Everything that is told of a membership when it is kept. */
export type KeptMembership = Pick<
  MembershipRow,
  'partner_id' | 'program_id' | 'renews_on' | 'competencies' | 'manager_name' | 'manager_email'
>

/** Keeps a membership as it is told.
 *  @returns as it was before, if there was one, and as it is */
export async function saveMembership(
  tx: Db,
  membership: KeptMembership,
): Promise<{ readonly before: MembershipRow | undefined; readonly after: MembershipRow }> {
  const { partner_id: partnerId, program_id: programId, ...values } = membership
  const before = await lockMembership(tx, { partnerId, programId })
  const after = await tx
    .insertInto('memberships')
    .values(membership)
    .onConflict((conflict) => conflict.columns(['partner_id', 'program_id']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow()
  return { before, after }
}
