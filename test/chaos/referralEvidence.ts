import type { Db } from '../../src/db/database.ts'

/** What the database has to say about referrals at the end of a run. */
export async function gatherReferrals(db: Db) {
  const referrals = await db
    .selectFrom('referrals')
    .select(['id', 'external_id as externalId', 'kind', 'state', 'workloads', 'accepted', 'applied'])
    .execute()
  const offers = await db
    .selectFrom('offers')
    .select(['id', 'referral_id as referralId', 'partner_id as partnerId', 'workloads', 'state'])
    .execute()
  return { referrals, offers }
}
