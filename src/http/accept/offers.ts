import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { tellReferral } from '../../db/outbox.ts'
import { findOffer, type OfferRow, openOffersOf, settleOffer } from '../../db/referral/offers.ts'
import { endorsementsOf } from '../../db/referral/profiles.ts'
import { lockReferral } from '../../db/referral/referrals.ts'
import { DomainError } from '../../domain/errors.ts'
import type { DeclineReason } from '../../domain/referral/vocabulary.ts'

export type Decision = { readonly state: 'accepted' } | { readonly state: 'declined'; readonly reason: DeclineReason }

/** Takes a partner's answer to an offer. The first one counts: the same again changes nothing, another one is told what came of the
 *  offer.
 *  @param actor a key's id, or 'partner' for who came by the link
 *  @throws {DomainError} offer.settled — it was answered otherwise, taken back, or passed on
 *  @source RF-04 */
export async function decideOffer(tx: Db, actor: string, offerId: string, decision: Decision): Promise<OfferRow> {
  const { referral_id: referralId } = await offerOf(tx, offerId)
  await lockReferral(tx, referralId)
  const offer = await offerOf(tx, offerId)
  if (offer.state === decision.state) return offer
  if (offer.state !== 'open') throw new DomainError('offer.settled', `the offer is ${offer.state}`)
  if (offer.lapses && offer.until && offer.until <= new Date())
    throw new DomainError('offer.settled', 'the endorsement it was made for is no longer valid')
  await settleOffer(tx, offerId, decision)
  const fact =
    decision.state === 'accepted'
      ? ({ type: 'accepted', offer: offerId } as const)
      : ({ type: 'declined', offer: offerId, reason: decision.reason } as const)
  await tellReferral(tx, referralId, [fact])
  await record(tx, { actor, what: `offer.${decision.state}`, about: { referral: referralId, ...fact } })
  return offerOf(tx, offerId)
}

async function offerOf(tx: Db, id: string): Promise<OfferRow> {
  const offer = await findOffer(tx, id)
  if (!offer) throw new DomainError('not-found', `there is no offer '${id}' for this key`)
  return offer
}

/** Takes back the offers for which a partner is not endorsed any more.
 *  @source RF-06 */
export async function withdrawLapsed(tx: Db, actor: string, partnerId: string): Promise<void> {
  const now = new Date()
  const valid = (await endorsementsOf(tx, [partnerId])).filter((one) => one.expires_at > now)
  for (const { id, referral_id: referral } of await openOffersOf(tx, partnerId)) {
    await lockReferral(tx, referral)
    const offer = await offerOf(tx, id)
    const isEndorsed = offer.workloads.every((workload) => valid.some((one) => one.workload === workload))
    if (isEndorsed || !(await settleOffer(tx, id, { state: 'withdrawn', reason: 'endorsement' }))) continue
    await tellReferral(tx, referral, [{ type: 'lapsed', offer: id }])
    await record(tx, { actor, what: 'offer.lapsed', about: { referral, offer: id } })
  }
}
