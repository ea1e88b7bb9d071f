import type { ReactNode } from 'react'
import type { ReferralWaiting } from '../../../domain/referral/referral.ts'
import type {
  Choice,
  Criterion,
  DeclineReason,
  OfferState,
  ReferralKind,
  ReferralState,
  WithdrawalReason,
} from '../../../domain/referral/vocabulary.ts'
import { partyNames } from './words.ts'

const stateNames: Readonly<Record<ReferralState, string>> = {
  matching: 'Looking for partners',
  offered: 'Offered',
  assigned: 'Assigned',
  unmatched: 'Nobody left',
  withdrawn: 'Withdrawn',
}

/** Each state in the colours of what an engagement's page calls alike. */
const looks: Readonly<Record<ReferralState, string>> = {
  matching: 'gates',
  offered: 'contacts',
  assigned: 'scored',
  unmatched: 'overdue',
  withdrawn: 'terminated',
}

export function ReferralChip({ state }: { readonly state: ReferralState }): ReactNode {
  return <span className={`chip ${looks[state]}`}>{stateNames[state]}</span>
}

export const referralKindNames: Readonly<Record<ReferralKind, string>> = {
  standard: 'Paid by the customer',
  benefit: 'With a benefit',
}

export const offerStateNames: Readonly<Record<OfferState, string>> = {
  open: 'Waits for an answer',
  accepted: 'Accepted',
  declined: 'Declined',
  'timed-out': 'Not answered in time',
  withdrawn: 'Taken back',
}

export const offerReasonNames: Readonly<Record<DeclineReason | WithdrawalReason, string>> = {
  capacity: 'no capacity',
  expertise: 'not their field',
  location: 'not at this place',
  conflict: 'conflict of interest',
  terms: 'the terms',
  other: 'another reason',
  customer: 'the customer withdrew',
  endorsement: 'the endorsement ended',
}

export const choiceNames: Readonly<Record<Choice, string>> = {
  claim: 'It has a claim on the customer',
  'only-one': 'The only one that can',
  'fewest-received': 'It received the fewest referrals',
  'in-house': 'No partner is left',
}

export const criterionNames: Readonly<Record<Criterion, string>> = {
  endorsement: 'endorsement',
  location: 'location',
  language: 'language',
  'customer-size': 'customer size',
  industry: 'industry',
  capacity: 'capacity',
  paused: 'paused',
  asked: 'asked before',
}

const waitedFor: Readonly<Record<ReferralWaiting['what'], string>> = {
  partner: 'a partner',
  answer: "the partner's answer",
  letters: 'letters that could not leave',
}

export function waitingSentence(waiting: ReferralWaiting | null): string {
  if (!waiting) return ''
  const owed = waiting.owedBy === 'nobody' ? '' : `, owed by ${partyNames[waiting.owedBy]}`
  return `${waitedFor[waiting.what]}${owed}`
}
