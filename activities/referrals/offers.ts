import { record } from '../../src/db/audit.ts'
import { findPartner } from '../../src/db/partners.ts'
import { makeOffer, type NamedOffer, type NewOffer, offersOf } from '../../src/db/referral/offers.ts'
import { endorsementsOf } from '../../src/db/referral/profiles.ts'
import { milliseconds } from '../../src/domain/duration.ts'
import { afterBusinessDays } from '../../src/domain/referral/businessDays.ts'
import type { Share } from '../../src/domain/referral/matching.ts'
import { missing } from '../failures.ts'
import type { Handled } from '../referrals.ts'
import { claimReferralLetters } from './letters.ts'
import { findPartners } from './partners.ts'

/** Offers the workloads nobody holds to the partners who are next. What no partner is left for our own team takes, once all others
 *  have answered and at least one of them takes part.
 *  @source RF-02, RF-03, RF-04 */
export async function offerRest(handled: Handled, { inHouse }: { readonly inHouse: boolean }): Promise<void> {
  const { tx, referral, program } = handled
  const held = (await offersOf(tx, referral.id)).filter(({ state }) => state === 'open' || state === 'accepted')
  const isHeld = (workload: string) => held.some(({ workloads }) => workloads.includes(workload))
  const rest = referral.workloads.filter((workload) => !isHeld(workload))
  if (rest.length === 0) return
  const partners = new Set(held.map((offer) => offer.partner_id))
  const most = program.matching.partners - partners.size
  const { shares, uncovered } = await findPartners(handled, { workloads: rest, most })
  for (const share of shares) await offer(handled, share)
  if (shares.length > 0 || !(inHouse || isForUs(handled, held))) return
  const own = { state: 'accepted', why: 'in-house', received: 0, nudge_at: null, until: null, lapses: false } as const
  await makeOffer(tx, { referral_id: referral.id, partner_id: null, workloads: [...uncovered], ...own })
  await note(handled, 'offer.in-house', { workloads: uncovered })
}

function isForUs({ program }: Handled, held: readonly NamedOffer[]): boolean {
  return program.matching.inHouse && held.length > 0 && held.every(({ state }) => state === 'accepted')
}

async function offer(handled: Handled, { partnerId, workloads, why, received }: Share): Promise<void> {
  const { tx, referral } = handled
  const times = await timesFor(handled, partnerId, workloads)
  const common = { partner_id: partnerId, workloads: [...workloads], why, received }
  const made = await makeOffer(tx, { referral_id: referral.id, state: 'open', ...common, ...times })
  await note(handled, 'offer.made', { offer: made.id, partner: partnerId, workloads, why, received })
  const to = (await offersOf(tx, referral.id)).filter(({ id }) => id === made.id)
  await claimReferralLetters(handled, { kind: 'referral-offer', to, wave: '0' })
}

/** When silence is nudged, and when it is over: no later than the endorsement. A day of the calendar lasts as long as the
 *  program's. */
async function timesFor(
  { tx, program, config }: Handled,
  partnerId: string,
  workloads: readonly string[],
): Promise<Pick<NewOffer, 'nudge_at' | 'until' | 'lapses'>> {
  const { country, time_zone: timeZone } = (await findPartner(tx, partnerId)) ?? missing('partner', partnerId)
  const { nudgeAfter, closesAfter } = program.offer
  const day = milliseconds(config.DAY)
  const now = new Date()
  const pause = afterBusinessDays(now, nudgeAfter, { country, timeZone }).getTime() - now.getTime()
  const full = new Date(now.getTime() + milliseconds(closesAfter, day))
  const endorsements = (await endorsementsOf(tx, [partnerId])).filter(({ workload }) => workloads.includes(workload))
  const until = new Date(Math.min(full.getTime(), ...endorsements.map((one) => one.expires_at.getTime())))
  const nudge = now.getTime() + (pause * day) / milliseconds('1 day')
  return { nudge_at: new Date(Math.min(nudge, until.getTime())), until, lapses: until < full }
}

async function note({ tx, referral }: Handled, what: string, about: Readonly<Record<string, unknown>>): Promise<void> {
  await record(tx, { actor: 'workflow', what, about: { referral: referral.id, ...about } })
}
