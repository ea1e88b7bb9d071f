import { compare } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Promises } from './promises.ts'
import type { ReferralEnd } from './referral.ts'

export type ReferralEnds = ReadonlyMap<string, ReferralEnd>

type Found = Pick<Evidence, 'referrals' | 'offers' | 'engagements' | 'ledger'>
type Referral = Found['referrals'][number]

/** What was lost, or is there twice, of referrals and of the answers of partners. */
export function lostReferrals(
  { referred, decisions }: Pick<Promises, 'referred' | 'decisions'>,
  found: Found,
): readonly string[] {
  const { referrals, offers } = found
  const decided = offers.filter(
    ({ partnerId, state }) => partnerId !== null && (state === 'accepted' || state === 'declined'),
  )
  return [
    ...compare(
      'referral',
      [...referred.keys()],
      referrals.map(({ externalId }) => externalId),
    ),
    ...compare(
      'answer to an offer',
      [...new Set(decisions.map(({ offerId, state }) => `${offerId} ${state}`))],
      decided.map(({ id, state }) => `${id} ${state}`),
    ),
    ...referrals.flatMap((one) => [
      ...unapplied(one),
      ...heldTwice(one, found),
      ...forgotten(one, found),
      ...unopened(one, found),
    ]),
  ]
}

/** Referrals that ended otherwise than they had to, or not at all. */
export function unfinishedReferrals({ referrals }: Pick<Found, 'referrals'>, ends: ReferralEnds): readonly string[] {
  return referrals.flatMap(({ id, externalId, state }) => {
    const expected = ends.get(externalId)
    return expected === state
      ? []
      : [`${externalId} (${id}): expected ${expected ?? 'the end of its story'}, seen ${state}`]
  })
}

function unapplied({ id, accepted, applied }: Referral): readonly string[] {
  return accepted === applied ? [] : [`${applied} of ${accepted} facts were applied: ${id}`]
}

/** No two partners may hold the same workload, ever. */
function heldTwice({ id }: Referral, { offers }: Found): readonly string[] {
  const held = heldOf(id, offers).flatMap(({ workloads }) => workloads)
  return held.filter((one, i) => held.indexOf(one) !== i).map((workload) => `two hold ${workload} of ${id}`)
}

/** Of an assigned referral somebody has each workload, and its customer was told. */
function forgotten({ id, state, workloads }: Referral, { offers, ledger }: Found): readonly string[] {
  if (state !== 'assigned') return []
  const held = heldOf(id, offers)
    .filter((offer) => offer.state === 'accepted')
    .flatMap((offer) => offer.workloads)
  const isTold = ledger.some(({ key, status }) => key === `${id} customer referral-assigned 0` && status === 'sent')
  return [
    ...workloads.filter((workload) => !held.includes(workload)).map((workload) => `nobody has ${workload} of ${id}`),
    ...(isTold ? [] : [`the customer was not told: ${id}`]),
  ]
}

/** An assigned benefit referral has led to an engagement for each workload of a partner, and no other to any. */
function unopened({ id, kind, state, workloads }: Referral, { offers, engagements }: Found): readonly string[] {
  const taken = heldOf(id, offers).filter(
    ({ partnerId }) => partnerId !== null && kind === 'benefit' && state === 'assigned',
  )
  const due = taken.flatMap((offer) => offer.workloads).map((workload) => `${id}:${workloads.indexOf(workload) + 1}`)
  return compare(
    'engagement of a referral',
    due,
    engagements.map(({ externalId }) => externalId).filter((one) => one.startsWith(`${id}:`)),
  )
}

function heldOf(id: string, offers: Found['offers']): Found['offers'] {
  return offers.filter(({ referralId, state }) => referralId === id && (state === 'open' || state === 'accepted'))
}
