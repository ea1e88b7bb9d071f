import type { Generated, JSONColumnType } from 'kysely'
import type { Reckoning } from '../../domain/referral/reckoning.ts'
import type { Db } from '../database.ts'

/** Each time partners were looked for: what was found, and what nobody was found for. */
export type ReferralMatchesTable = {
  id: Generated<string>
  referral_id: string
  reckoning: JSONColumnType<Reckoning>
  uncovered: string[]
  at: Generated<Date>
}

export async function keepMatch(
  tx: Db,
  referralId: string,
  { reckoning, uncovered }: { readonly reckoning: Reckoning; readonly uncovered: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('referral_matches')
    .values({ referral_id: referralId, reckoning: JSON.stringify(reckoning), uncovered: [...uncovered] })
    .execute()
}

/** What was found the last time partners were looked for. */
export async function lastMatch(db: Db, referralId: string) {
  return db
    .selectFrom('referral_matches')
    .select(['reckoning', 'at'])
    .where('referral_id', '=', referralId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
