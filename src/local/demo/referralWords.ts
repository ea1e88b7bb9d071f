import type { Line } from './play.ts'
import type { OfferSeen, ReferralSeen } from './referring.ts'
import { referral } from './stories/referral.ts'
import type { Entry } from './words.ts'

/** What a referral's timeline says, a line each. */
export function referralSentences({ offers }: ReferralSeen, entries: readonly Entry[]): readonly Line[] {
  const byId = new Map<unknown, OfferSeen>(offers.map((offer) => [offer.id, offer]))
  return entries.flatMap((entry) => {
    const text = sentence(entry, byId.get(entry['offer']))
    return text === undefined ? [] : [{ at: new Date(entry.at), text }]
  })
}

function sentence({ what }: Entry, offer: OfferSeen | undefined): string | undefined {
  if (offer) {
    const partner = partnerName(offer.partnerId)
    if (what === 'offer.made') return `${offer.workloads.join(', ')} offered to ${partner}`
    const why = offer.reason === null ? '' : `: ${offer.reason}`
    return `${offer.workloads.join(', ')} ${endings[what] ?? what} ${partner}${why}`
  }
  return sentences[what]
}

const endings: Readonly<Record<string, string>> = {
  'offer.accepted': 'accepted by',
  'offer.declined': 'declined by',
  'offer.timed-out': 'timed out with',
}

const sentences: Readonly<Record<string, string>> = {
  'referral.opened': 'the customer asks for help',
  'referral.unmatched': 'nobody is left to ask',
  'referral.rematched': 'all are asked again',
  'referral.closed': 'closed: assigned',
}

/** How an offer ended, for a table. */
export function offerEnding({ partnerId, state, reason }: OfferSeen): string {
  return `${partnerName(partnerId)} ${state}${reason === null ? '' : ` (${reason})`}`
}

function partnerName(id: string | null): string {
  return referral.partners.find((one) => one.id === id)?.name ?? 'our own team'
}
