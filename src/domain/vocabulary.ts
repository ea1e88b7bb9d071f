/** The closed lists that programs are written with. A new entry is a line here, and the compiler leads to what it needs. */
import type { Measure } from '../questions/types.ts'
import type { ReferralLetterKind } from './referral/vocabulary.ts'

export { type Measure, measures } from '../questions/types.ts'

/** The facts a program may wait for before it asks anything. */
export const gateKinds = ['milestone', 'payment', 'completed'] as const
/** The letters a program may send. */
export const letterKinds = [
  'contact-request',
  'contact-escalation',
  'survey-invitation',
  'survey-reminder',
  'survey-thanks',
  'answer-confirmation',
  'confirmation-reminder',
  'survey-returned',
] as const
/** The letters about a partner's membership of a program. */
export const membershipLetterKinds = [
  'standing-changed',
  'renewal-notice',
  'monthly-report',
  'rules-announced',
] as const
/** Who a letter may go to. */
export const recipientKinds = ['partner', 'psm', 'owner', 'contact'] as const
/** Who may owe the next step. */
export const debtorKinds = ['partner', 'psm', 'owner', 'customer', 'operator'] as const
/** The measures of the ratings of one question; a mean is over all ratings of several. */
export const questionMeasures = ['nsat', 'nps', 'top-two-box'] as const satisfies readonly Measure[]
/** What is told of somebody at the customer who may be written to. */
export const gdprFields = [
  'firstName',
  'lastName',
  'email',
  'country',
  'surveyEligible',
  'surveyLanguage',
  'service',
] as const
/** All that a program may require of a contact: also that they agreed to be asked, when, and where that is written down. */
export const contactFields = [...gdprFields, 'consentAt', 'consentSource'] as const
/** A partner as a whole, its membership of a program, one of the places it works at: each belongs to the one before. */
export const partnerLevels = ['global', 'membership', 'location'] as const
/** The evidence that a program may take from elsewhere: answers to a survey of the partner's own, course evaluations. */
export const importedKinds = ['survey-result', 'evaluation'] as const
/** What the owner of a program reads: single answers, or only aggregates and never a contact. */
export const privacies = ['owner-run', 'confidential'] as const

export type GateKind = (typeof gateKinds)[number]
export type LetterKind = (typeof letterKinds)[number]
export type MembershipLetterKind = (typeof membershipLetterKinds)[number]
/** Whatever it is about. */
export type AnyLetterKind = LetterKind | MembershipLetterKind | ReferralLetterKind
export type RecipientKind = (typeof recipientKinds)[number]
export type ContactField = (typeof contactFields)[number]
export type PartnerLevel = (typeof partnerLevels)[number]
export type ImportedKind = (typeof importedKinds)[number]
