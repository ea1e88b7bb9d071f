import type { Generated, JSONColumnType } from 'kysely'
import type { Considered } from '../../domain/referral/matching.ts'
import type { Db } from '../database.ts'

/** Each time partners were looked for: who was considered, what each did not meet, and what nobody was found for. */
export type ReferralMatchesTable = {
  id: Generated<string>
  referral_id: string
  considered: JSONColumnType<Considered[]>
  uncovered: string[]
  at: Generated<Date>
}

export async function keepMatch(
  tx: Db,
  referralId: string,
  { considered, uncovered }: { considered: readonly Considered[]; uncovered: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('referral_matches')
    .values({ referral_id: referralId, considered: JSON.stringify(considered), uncovered: [...uncovered] })
    .execute()
}

/** The last time partners were looked for. */
export async function lastMatch(db: Db, referralId: string): Promise<readonly Considered[]> {
  const row = await db
    .selectFrom('referral_matches')
    .select('considered')
    .where('referral_id', '=', referralId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.considered ?? []
}
