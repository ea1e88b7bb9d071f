import { debtorKinds, type GateKind } from './vocabulary.ts'

/** Where an engagement stands: waiting for gates, for contacts, for answers, or over. */
export const stages = ['gates', 'contacts', 'survey', 'closed'] as const
/** How an engagement ended. */
export const outcomes = ['scored', 'no-contacts', 'no-response', 'no-score', 'not-eligible', 'terminated'] as const
/** Where an invitation stands: the contact is named, must wait until they may be asked, was asked, was reminded, or is settled. */
export const invitationStatuses = [
  'named',
  'not-eligible',
  'invited',
  'reminded',
  'answered',
  'declined',
  'opted-out',
  'bounced',
  'deferred',
  'erased',
  'unconfirmed',
] as const

export type Stage = (typeof stages)[number]
export type Outcome = (typeof outcomes)[number]
export type InvitationStatus = (typeof invitationStatuses)[number]

/** Who owes the next step; nobody, where only time must pass. */
export const owing = [...debtorKinds, 'nobody'] as const
export type Owing = (typeof owing)[number]

/** What an engagement waits for, who owes it and until when. Without `until` it waits until it comes.
 *  @source MX-02 */
export type Waiting = {
  readonly what: GateKind | 'contacts' | 'answers' | 'letters' | 'allowed-day'
  readonly owedBy: Owing
  readonly until: string | null
}
