import { fewest } from './disclosure.ts'
import type { InvitationStatus } from './engagement.ts'
import type { Basis } from './tally.ts'

/** What became of those who were asked, by the codes of AAPOR: answered in full (I) or in part (P), refused (R), never reached (NC), other
 *  reasons (O), never heard of (UO), not to be asked at all (NE). */
export const dispositions = ['I', 'P', 'R', 'NC', 'O', 'UO', 'NE'] as const
export type Disposition = (typeof dispositions)[number]
export type DispositionCounts = Readonly<Partial<Record<Disposition, number>>>

/** How many of those who were asked answered: shares of 1. RR1 is the least it can be, RR2 counts answers in part as well, RR3 takes as many
 *  of those never heard of for eligible as of the others are. */
export type ResponseRate = { readonly rr1: number; readonly rr2: number; readonly rr3: number; readonly e: number }

/** @returns undefined when nobody was asked: no rate, which is not a rate of 0
 *  @source AAPOR, Standard Definitions, 10th edition (2023), outcome rates: RR1, RR2, RR3; MX-03, PV-05
 *  @example responseRate({ I: 4, P: 2, R: 1, NC: 1, O: 1, UO: 2, NE: 1 }) → { rr1: 4 / 11, rr2: 6 / 11, rr3: 4 / 10.8, e: 0.9 } */
export function responseRate({
  I = 0,
  P = 0,
  R = 0,
  NC = 0,
  O = 0,
  UO = 0,
  NE = 0,
}: DispositionCounts): ResponseRate | undefined {
  const known = I + P + R + NC + O
  if (known + UO === 0) return undefined
  const e = known === 0 ? 1 : known / (known + NE)
  return { rr1: I / (known + UO), rr2: (I + P) / (known + UO), rr3: I / (known + e * UO), e }
}

/** What an invitation's status is in AAPOR's terms for a survey of named people over the internet. Who was not asked yet is not part of
 *  the sample: null.
 *  @source AAPOR, Standard Definitions, 10th edition (2023), dispositions for internet surveys of specifically named persons */
export const dispositionOf: Readonly<Record<InvitationStatus, Disposition | null>> = {
  named: null,
  deferred: null,
  'not-eligible': 'NE',
  invited: 'UO', // nothing was ever returned
  reminded: 'UO',
  answered: 'I',
  declined: 'R',
  'opted-out': 'R',
  bounced: 'UO', // returned undelivered
  erased: 'O',
  unconfirmed: null, // only who was not invited
}

/** What may be shown of what became of invitations: nothing of fewer than five who were asked. Where answers are let out in fives, each
 *  count is rounded down to whole fives, so that no single step shows. */
export function shownDispositions(counts: DispositionCounts, basis: Basis): DispositionCounts | undefined {
  const shown: Record<string, number> = {}
  for (const [disposition, count] of Object.entries(counts))
    shown[disposition] = basis === 'fives' ? count - (count % fewest) : count
  return askedOf(shown) < fewest ? undefined : shown
}

/** How many were asked. */
export function askedOf({ I = 0, P = 0, R = 0, NC = 0, O = 0, UO = 0 }: DispositionCounts): number {
  return I + P + R + NC + O + UO
}
