import type { Generated, Selectable } from 'kysely'
import type { Db } from './database.ts'

/** A partner's part in a program. `renews_on` is a calendar day in the partner's time zone, 'YYYY-MM-DD'. */
export type MembershipsTable = {
  partner_id: string
  program_id: string
  renews_on: string | null
  /** What it is certified for, as far as the program's rules ask. */
  competencies: Generated<string[]>
  created_at: Generated<Date>
}

export type MembershipRow = Selectable<MembershipsTable>

export async function findMembership(
  db: Db,
  { partnerId, programId }: { partnerId: string; programId: string },
): Promise<MembershipRow | undefined> {
  return db
    .selectFrom('memberships')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .executeTakeFirst()
}
