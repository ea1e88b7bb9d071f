import { DateTime } from 'luxon'
import { shareInterval } from '../score.ts'
import type { OfferState } from './vocabulary.ts'

/** An offer as far as it counts for an acceptance rate. */
export type RatedOffer = {
  readonly id: string
  readonly state: OfferState
  readonly offeredAt: Date
  /** Null while it is open. */
  readonly settledAt: Date | null
}

export type Quarter = { readonly from: Date; readonly to: Date }

/** What share of the offers of a quarter a partner took, and everything it is made of. */
export type Acceptance = {
  /** Null while nothing counts. */
  readonly met: boolean | null
  readonly value: number | null
  readonly threshold: number
  readonly measure: 'acceptance'
  readonly of: 'offer'
  readonly n: number
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly window: Quarter
  readonly counted: readonly string[]
  readonly excluded: readonly { readonly id: string; readonly reason: 'open' | 'withdrawn' | 'outside-window' }[]
  /** How many offers have to be accepted one after the other; null when none has to, or none would help. */
  readonly missing: { readonly what: 'acceptances'; readonly count: number } | null
}

/** The quarter of the calendar it is somewhere. */
export function quarterOf(instant: Date, timeZone: string): Quarter {
  const from = DateTime.fromJSDate(instant, { zone: timeZone }).startOf('quarter')
  return { from: from.toJSDate(), to: from.plus({ quarters: 1 }).toJSDate() }
}

/** The acceptance rate on a day, past or coming: an offer belongs to the quarter in which it was settled. One that was not answered in
 *  time was not accepted; one that was taken back says nothing.
 *  @param offers of all partners under one country id, in any order
 *  @param atLeast percent; exactly that is enough
 *  @source RF-07 */
export function acceptanceOf(
  offers: readonly RatedOffer[],
  { atLeast, window, asOf }: { readonly atLeast: number; readonly window: Quarter; readonly asOf: Date },
): Acceptance {
  const known = offers.filter(({ offeredAt }) => offeredAt <= asOf).toSorted(byTime)
  const excluded = known.flatMap((offer) => {
    const reason = reasonAgainst(offer, window, asOf)
    return reason ? [{ id: offer.id, reason }] : []
  })
  const counted = known.filter((offer) => !reasonAgainst(offer, window, asOf))
  const n = counted.length
  const accepted = counted.filter(({ state }) => state === 'accepted').length
  const met = n === 0 ? null : accepted * 100 >= atLeast * n
  return {
    met,
    value: n === 0 ? null : (100 * accepted) / n,
    threshold: atLeast,
    measure: 'acceptance',
    of: 'offer',
    n,
    interval: n === 0 ? null : shareInterval(accepted, n),
    window,
    counted: counted.map(({ id }) => id),
    excluded,
    missing:
      met === false && atLeast < 100
        ? { what: 'acceptances', count: acceptancesMissing({ accepted, n, atLeast }) }
        : null,
  }
}

function reasonAgainst(
  offer: RatedOffer,
  { from, to }: Quarter,
  asOf: Date,
): 'open' | 'withdrawn' | 'outside-window' | undefined {
  const { state, settledAt } = offer
  if (settledAt === null || settledAt > asOf) return 'open'
  if (settledAt < from || settledAt >= to) return 'outside-window'
  return state === 'withdrawn' ? 'withdrawn' : undefined
}

/** With k more, (accepted + k) ÷ (n + k) reaches the threshold. */
function acceptancesMissing({ accepted, n, atLeast }: { accepted: number; n: number; atLeast: number }): number {
  return Math.ceil((atLeast * n - 100 * accepted) / (100 - atLeast))
}

function byTime(a: RatedOffer, b: RatedOffer): number {
  return a.offeredAt.getTime() - b.offeredAt.getTime() || (a.id < b.id ? -1 : 1)
}
