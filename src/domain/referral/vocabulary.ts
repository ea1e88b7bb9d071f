/** The closed lists that referrals are written with. */

/** Help that is paid for by the customer, or help that comes with a benefit. */
export const referralKinds = ['standard', 'benefit'] as const
/** Where a referral stands: looking for partners, waiting for their answers, taken, waiting for a person, or over. */
export const referralStates = ['matching', 'offered', 'assigned', 'unmatched', 'withdrawn'] as const
/** Where an offer stands. A withdrawn one was taken back: it says nothing about the partner. */
export const offerStates = ['open', 'accepted', 'declined', 'timed-out', 'withdrawn'] as const
/** Why a partner does not take a referral. */
export const declineReasons = ['capacity', 'expertise', 'location', 'conflict', 'terms', 'other'] as const
/** Why an offer was taken back: the customer looks no further, or the partner's endorsement is gone. */
export const withdrawalReasons = ['customer', 'endorsement'] as const
/** What a partner must meet to be offered a referral. `asked`: it was offered this work before. */
export const criteria = [
  'endorsement',
  'location',
  'language',
  'customer-size',
  'industry',
  'capacity',
  'paused',
  'asked',
] as const
/** Why it was this partner, or nobody but us. */
export const choices = ['claim', 'only-one', 'fewest-received', 'in-house'] as const
/** The letters about referrals. */
export const referralLetterKinds = [
  'referral-offer',
  'referral-nudge',
  'referral-withdrawn',
  'referral-assigned',
  'referral-unmatched',
  'pause-ends',
  'acceptance-low',
] as const

export type ReferralKind = (typeof referralKinds)[number]
export type ReferralState = (typeof referralStates)[number]
export type OfferState = (typeof offerStates)[number]
export type DeclineReason = (typeof declineReasons)[number]
export type WithdrawalReason = (typeof withdrawalReasons)[number]
export type Criterion = (typeof criteria)[number]
export type Choice = (typeof choices)[number]
export type ReferralLetterKind = (typeof referralLetterKinds)[number]
