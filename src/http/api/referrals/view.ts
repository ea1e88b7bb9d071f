import type { Db } from '../../../db/database.ts'
import type { Caller } from '../../../db/keys.ts'
import { engagementsOf, referralTimeline } from '../../../db/referral/lineage.ts'
import { lastMatch } from '../../../db/referral/matches.ts'
import { type OfferRow, offersOf } from '../../../db/referral/offers.ts'
import { findReferral, type ReferralRow } from '../../../db/referral/referrals.ts'
import { DomainError } from '../../../domain/errors.ts'
import { scopeOf } from '../../auth.ts'

/** A referral the caller may see: any, or one that was offered to a partner of theirs. One of somebody else's is not there. */
export async function visibleReferral(db: Db, caller: Caller, id: string): Promise<ReferralRow> {
  const referral = await findReferral(db, id)
  const scope = scopeOf(caller)
  const isOwn = ({ partner_id }: OfferRow) => scope === 'all' || (partner_id !== null && scope.includes(partner_id))
  if (!referral || (scope !== 'all' && !(await offersOf(db, id)).some(isOwn)))
    throw new DomainError('not-found', `there is no referral '${id}' for this key`)
  return referral
}

/** A referral without what takes a query of its own. */
export function referralSummary(row: ReferralRow) {
  return {
    id: row.id,
    program: { id: row.program_id, version: row.program_version },
    externalId: row.external_id,
    kind: row.kind,
    state: row.state,
    customer: {
      id: row.customer_id,
      name: row.customer_name,
      country: row.customer_country,
      language: row.customer_language,
      size: row.customer_size,
      industry: row.customer_industry,
      licences: row.customer_licences,
    },
    workloads: row.workloads,
    waitingFor: row.waiting_for,
    createdAt: row.created_at.toISOString(),
  }
}

/** A referral as the API shows it to a caller. */
export async function referralView(db: Db, caller: Caller, row: ReferralRow) {
  const { engagements, ...rest } = await referralDetails(db, caller, row)
  return { ...rest, engagements: engagements.map(({ id }) => id) }
}

/** A referral with all that a caller may know of it. Of the other partners one learns who takes part, once that is settled. */
export async function referralDetails(db: Db, caller: Caller, row: ReferralRow) {
  const scope = scopeOf(caller)
  const offers = await offersOf(db, row.id)
  const isShown = ({ partner_id, state }: OfferRow) =>
    scope === 'all' ||
    (partner_id !== null && scope.includes(partner_id)) ||
    (row.state === 'assigned' && state === 'accepted')
  const timeline = scope === 'all' ? await referralTimeline(db, row.id) : []
  const match = scope === 'all' ? await lastMatch(db, row.id) : undefined
  return {
    ...referralSummary(row),
    offers: offers.filter(isShown).map(offerView),
    considered: match ? { at: match.at.toISOString(), ...match.reckoning } : null,
    engagements: await engagementsOf(db, row.id, scope),
    timeline: timeline.map(({ at, what, actor, about }) => ({ ...about, at: at.toISOString(), what, by: actor })),
  }
}

export function offerView(offer: OfferRow) {
  return {
    id: offer.id,
    referralId: offer.referral_id,
    partnerId: offer.partner_id,
    workloads: offer.workloads,
    state: offer.state,
    why: offer.why,
    received: offer.received,
    reason: offer.reason,
    offeredAt: offer.offered_at.toISOString(),
    until: offer.until?.toISOString() ?? null,
    settledAt: offer.settled_at?.toISOString() ?? null,
  }
}
