import type { DebtorKind, GateKind } from './program.ts'

/** Where an engagement stands: waiting for gates, for contacts, for answers, or over. */
export const stages = ['gates', 'contacts', 'survey', 'closed'] as const
/** How an engagement ended. */
export const outcomes = ['scored', 'no-contacts', 'no-response', 'not-eligible', 'terminated'] as const
/** Where an invitation stands: the contact is named, was asked, was reminded, or is settled in one of four ways. */
export const invitationStatuses = [
  'named',
  'not-eligible',
  'invited',
  'reminded',
  'answered',
  'declined',
  'opted-out',
  'bounced',
] as const

export type Stage = (typeof stages)[number]
export type Outcome = (typeof outcomes)[number]
export type InvitationStatus = (typeof invitationStatuses)[number]

/** What an engagement waits for, who owes it and until when. Without `until` it waits until it comes.
 *  @source MX-02 */
export type Waiting = {
  readonly what: GateKind | 'contacts' | 'answers' | 'letters'
  readonly owedBy: DebtorKind
  readonly until: string | null
}
