import type { DeclineReason } from './vocabulary.ts'

/** Something that happened to a referral, as its workflow is told: ids only. Facts accumulate; none is ever taken back.
 *  `lapsed`: the offer was taken back, because the partner lost its endorsement. `rematched`: a person has partners looked for again.
 *  `taken`: a person has our own team do what no partner is left for. */
export type ReferralFact =
  | { readonly type: 'opened' }
  | { readonly type: 'accepted'; readonly offer: string }
  | { readonly type: 'declined'; readonly offer: string; readonly reason: DeclineReason }
  | { readonly type: 'lapsed'; readonly offer: string }
  | { readonly type: 'rematched' }
  | { readonly type: 'taken' }
  | { readonly type: 'withdrawn' }

/** `seq` is the number under which the fact was accepted: 1, 2, 3 … within its referral. */
export type NumberedReferralFact = ReferralFact & { readonly seq: number }
