import { type Generated, type Selectable, sql } from 'kysely'
import { newId } from '../../domain/ids.ts'
import type { RatedOffer } from '../../domain/referral/acceptance.ts'
import type { Choice, DeclineReason, OfferState, WithdrawalReason } from '../../domain/referral/vocabulary.ts'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'

/** A referral, or a share of one, as it was offered to a partner; to nobody (null) where our own team does it. */
export type OffersTable = {
  id: string
  referral_id: string
  partner_id: string | null
  workloads: string[]
  why: Choice
  /** Referrals the partner had received by then. */
  received: number
  state: OfferState
  reason: DeclineReason | WithdrawalReason | null
  offered_at: Generated<Date>
  nudge_at: Date | null
  until: Date | null
  /** Whether it ends with the partner's endorsement, before its time. */
  lapses: Generated<boolean>
  settled_at: Date | null
}

/** The workloads of each offer. Of a referral each workload is held by one open or accepted offer at most. */
export type OfferedWorkloadsTable = {
  offer_id: string
  referral_id: string
  workload: string
  held: Generated<boolean>
}

export type OfferRow = Selectable<OffersTable>

export type NewOffer = Omit<OfferRow, 'id' | 'offered_at' | 'reason' | 'settled_at'>

/** Makes an offer that holds its workloads. One that our own team takes is accepted at once. */
export async function makeOffer(tx: Db, offer: NewOffer): Promise<OfferRow> {
  const settled_at = offer.state === 'open' ? null : new Date()
  const row = await tx
    .insertInto('offers')
    .values({ ...offer, id: newId('off'), reason: null, settled_at })
    .returningAll()
    .executeTakeFirstOrThrow()
  const { id: offer_id, referral_id, workloads } = row
  await tx
    .insertInto('offered_workloads')
    .values(workloads.map((workload) => ({ offer_id, referral_id, workload })))
    .execute()
  return row
}

type Settlement = { readonly state: Exclude<OfferState, 'open'>; readonly reason?: OfferRow['reason'] }

/** Settles an open offer; unless it is accepted, its workloads are free again. @returns whether it was open */
export async function settleOffer(tx: Db, id: string, { state, reason = null }: Settlement): Promise<boolean> {
  const settled = await tx
    .updateTable('offers')
    .set({ state, reason, settled_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  if (!settled) return false
  if (state !== 'accepted')
    await tx.updateTable('offered_workloads').set({ held: false }).where('offer_id', '=', id).execute()
  return true
}

export async function findOffer(db: Db, id: string): Promise<OfferRow | undefined> {
  return db.selectFrom('offers').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All offers of a referral, in the order they were made. */
export async function offersOf(db: Db, referralId: string) {
  return db
    .selectFrom('offers')
    .leftJoin('partners', 'partners.id', 'offers.partner_id')
    .selectAll('offers')
    .select(['partners.name as partner', 'partners.psm_id as psm'])
    .where('offers.referral_id', '=', referralId)
    .orderBy('offers.offered_at')
    .orderBy('offers.id')
    .execute()
}

export type NamedOffer = Awaited<ReturnType<typeof offersOf>>[number]

/** Offers that a partner has not answered. */
export async function openOffersOf(db: Db, partnerId: string): Promise<readonly OfferRow[]> {
  return db
    .selectFrom('offers')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('state', '=', 'open')
    .orderBy('referral_id')
    .execute()
}

/** The offers of partners that were open or settled since then. */
export async function ratedOffers(db: Db, partnerIds: readonly string[], since: Date): Promise<readonly RatedOffer[]> {
  return db
    .selectFrom('offers')
    .select(['id', 'state', 'offered_at as offeredAt', 'settled_at as settledAt'])
    .where('partner_id', '=', anyOf(partnerIds))
    .where((eb) => eb.or([eb('settled_at', 'is', null), eb('settled_at', '>=', since)]))
    .execute()
}

/** Partners with offers that were settled since then. */
export async function partnersRatedSince(db: Db, since: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('offers')
    .select('partner_id as id')
    .distinct()
    .where('settled_at', '>=', since)
    .where('partner_id', 'is not', null)
    .execute()
  return rows.flatMap(({ id }) => id ?? [])
}
