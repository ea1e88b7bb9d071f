import type { Role } from '../../../db/keys.ts'
import type { LetterStatus } from '../../../db/letters.ts'
import type { Delivery } from '../../../domain/delivery.ts'
import type { InvitationStatus, Outcome, Owing, Stage, Waiting } from '../../../domain/engagement.ts'
import type { GateKind, LetterKind, Measure } from '../../../domain/vocabulary.ts'

export const roleNames: Readonly<Record<Role, string>> = {
  operator: 'Operator',
  owner: 'Program owner',
  psm: 'Partner success manager',
  partner: 'Partner',
  'survey-manager': 'Survey manager of a partner',
  delegate: 'Delegated administrator',
}

export const stageNames: Readonly<Record<Stage, string>> = {
  gates: 'Gates',
  contacts: 'Contacts',
  survey: 'Survey',
  closed: 'Closed',
}

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  scored: 'Scored',
  'no-contacts': 'No contacts',
  'no-response': 'No response',
  'no-score': 'No score',
  'not-eligible': 'Not eligible',
  terminated: 'Terminated',
}

export const outcomeSentences: Readonly<Record<Outcome, string>> = {
  scored: 'Closed with a score',
  'no-contacts': 'Closed: no contacts were named in time',
  'no-response': 'Closed: nobody answered, so there is no score',
  'no-score': 'Closed: no answer counts that has a rating, so there is no score',
  'not-eligible': 'Closed: none of the contacts may be asked',
  terminated: 'Terminated: it does not count',
}

export const statusNames: Readonly<Record<InvitationStatus, string>> = {
  named: 'Named, not asked yet',
  'not-eligible': 'May not be asked',
  invited: 'Invited',
  reminded: 'Reminded',
  answered: 'Answered',
  declined: 'Declined',
  'opted-out': 'Opted out',
  bounced: 'Address failed',
  deferred: 'Waits for the first allowed day',
  erased: 'Erased',
  unconfirmed: 'Address not confirmed',
}

export const letterNames: Readonly<Record<LetterKind, string>> = {
  'contact-request': 'Request for contacts',
  'contact-escalation': 'Escalation: contacts are missing',
  'survey-invitation': 'Survey invitation',
  'survey-reminder': 'Survey reminder',
  'answer-confirmation': 'Request to confirm answers',
  'confirmation-reminder': 'Reminder to confirm answers',
  'survey-thanks': 'Thanks for the answers',
  'survey-returned': 'Notice that a survey came back',
}

export const letterStatusNames: Readonly<Record<LetterStatus, string>> = {
  claimed: 'Leaving',
  sent: 'Sent',
  refused: 'Refused',
  skipped: 'Not sent',
  unresolved: 'Unclear, needs a look',
}

export const deliveryNames: Readonly<Record<Delivery, string>> = {
  delayed: 'Delayed',
  delivered: 'Delivered',
  failed: 'Failed',
  suppressed: 'Suppressed',
  bounced: 'Came back',
  complained: 'Marked as spam',
}

export const measureNames: Readonly<Record<Measure, string>> = {
  nsat: 'NSAT',
  nps: 'NPS',
  mean: 'CSAT (mean)',
  'top-two-box': 'CSAT (top two boxes, %)',
}

export const waitedFor: Readonly<Record<Waiting['what'], string>> = {
  milestone: 'the milestone',
  payment: 'the payment',
  completed: 'the work to be completed',
  contacts: 'contacts',
  answers: 'answers',
  letters: 'letters that could not leave',
  'allowed-day': 'the first day a contact may be asked again',
}

export const gateNames: Readonly<Record<GateKind, string>> = {
  milestone: 'Milestone',
  payment: 'Payment',
  completed: 'Work completed',
}

/** Who owes something or gets a letter, in the middle of a sentence. */
export const partyNames: Readonly<Record<Owing | 'contact', string>> = {
  partner: 'the partner',
  psm: 'the partner success manager',
  owner: 'the program owner',
  customer: 'the customer',
  operator: 'the operator',
  nobody: 'nobody',
  contact: 'a contact',
}

/** What a closed list calls something that came as text; text that is not in the list as it came. */
export function nameOf(names: Readonly<Record<string, string>>, key: unknown): string {
  const text = typeof key === 'string' || typeof key === 'number' ? String(key) : ''
  return Object.hasOwn(names, text) ? (names[text] ?? text) : text
}
