import { type Generated, type Selectable, sql } from 'kysely'
import type { Profile } from '../../domain/referral/profile.ts'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'

/** What a partner may be asked for, and whether it may be asked at this time. */
export type ReferralProfilesTable = {
  partner_id: string
  locations: string[]
  languages: string[]
  customer_sizes: string[]
  industries: string[]
  capacity: number | null
  standard_list: string[]
  benefit_list: string[]
  paused_until: Date | null
  /** When it left the referral program; a profile that is set again brings it back. */
  left_at: Date | null
  created_at: Generated<Date>
}

/** A partner may help with a workload until then, by virtue of a specialization. */
export type EndorsementsTable = { partner_id: string; workload: string; specialization: string; expires_at: Date }

/** Partners with a claim on a customer. */
export type ClaimsTable = { partner_id: string; customer_id: string; claimed_at: Generated<Date> }

export type ReferralProfileRow = Selectable<ReferralProfilesTable>

/** Sets what a partner may be asked for. Who had left is back; a pause goes on. */
export async function saveProfile(tx: Db, profile: Profile): Promise<void> {
  const { partnerId, endorsements, claims } = profile
  const values = {
    locations: [...profile.locations],
    languages: [...profile.languages],
    customer_sizes: [...profile.customerSizes],
    industries: [...profile.industries],
    capacity: profile.capacity,
    standard_list: [...profile.standardList],
    benefit_list: [...profile.benefitList],
    left_at: null,
  }
  await tx
    .insertInto('referral_profiles')
    .values({ partner_id: partnerId, paused_until: null, ...values })
    .onConflict((conflict) => conflict.column('partner_id').doUpdateSet(values))
    .execute()
  if (endorsements) {
    await tx.deleteFrom('endorsements').where('partner_id', '=', partnerId).execute()
    for (const { workload, specialization, expiresAt } of endorsements) {
      const values = { specialization, expires_at: new Date(expiresAt) }
      await tx
        .insertInto('endorsements')
        .values({ partner_id: partnerId, workload, ...values })
        .onConflict((conflict) => conflict.columns(['partner_id', 'workload']).doUpdateSet(values))
        .execute()
    }
  }
  if (claims) {
    await tx
      .deleteFrom('claims')
      .where('partner_id', '=', partnerId)
      .where('customer_id', '<>', sql<string>`all(${[...claims]}::text[])`)
      .execute()
    for (const customer_id of claims) {
      const claim = { partner_id: partnerId, customer_id }
      await tx
        .insertInto('claims')
        .values(claim)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
}

export async function findProfile(db: Db, partnerId: string): Promise<ReferralProfileRow | undefined> {
  return db.selectFrom('referral_profiles').selectAll().where('partner_id', '=', partnerId).executeTakeFirst()
}

/** The endorsements of partners, expired ones as well. */
export async function endorsementsOf(db: Db, partnerIds: readonly string[]) {
  return db
    .selectFrom('endorsements')
    .selectAll()
    .where('partner_id', '=', anyOf(partnerIds))
    .orderBy('partner_id')
    .orderBy('workload')
    .execute()
}

export async function claimsOf(db: Db, partnerId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('claims')
    .select('customer_id')
    .where('partner_id', '=', partnerId)
    .orderBy('customer_id')
    .execute()
  return rows.map((row) => row.customer_id)
}

/** Has a partner get no referrals until then, or get them again. */
export async function pauseUntil(tx: Db, partnerId: string, until: Date | null): Promise<void> {
  await tx.updateTable('referral_profiles').set({ paused_until: until }).where('partner_id', '=', partnerId).execute()
}

export async function leave(tx: Db, partnerId: string): Promise<void> {
  await tx.updateTable('referral_profiles').set({ left_at: sql`now()` }).where('partner_id', '=', partnerId).execute()
}

/** Partners whose pause ends before then, and has not ended. */
export async function pausesEnding(db: Db, { before }: { before: Date }): Promise<readonly ReferralProfileRow[]> {
  return db
    .selectFrom('referral_profiles')
    .selectAll()
    .where('left_at', 'is', null)
    .where('paused_until', '>', sql<Date>`now()`)
    .where('paused_until', '<=', before)
    .execute()
}
