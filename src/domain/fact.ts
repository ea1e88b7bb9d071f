import type { GateFact } from './gates.ts'

/** How a contact's part came to an end. `unconfirmed`: the address a visitor gave takes no mail. */
export type Settlement = 'answered' | 'declined' | 'opted-out' | 'bounced' | 'erased' | 'unconfirmed'

/** Something that happened to an engagement, as its workflow is told: ids only. Facts accumulate; none is ever taken back,
 *  so order and repetition do not matter. */
/** `undelivered`: the letter that asked a contact bounced, ask again then. `allowed`: a contact whose question was deferred may be
 *  asked earlier than it was said. `renewal`: an engagement that stays open until the membership's renewal ends then. */
export type Fact =
  | GateFact
  | { readonly type: 'opened' }
  | { readonly type: 'terminated' }
  | ContactsFact
  | { readonly type: 'undelivered'; readonly contact: string; readonly retryAt: string }
  | { readonly type: 'allowed'; readonly contact: string }
  | { readonly type: 'settled'; readonly contact: string; readonly how: Settlement }
  | { readonly type: 'resent'; readonly to: 'partner' | readonly string[] }
  | { readonly type: 'reopened'; readonly contacts: readonly string[] }
  | { readonly type: 'renewal'; readonly at: string }

/** Contacts as an upload names them. `secondary` are those of the eligible who are asked in place of somebody unreachable. */
type ContactsFact = {
  readonly type: 'contacts'
  readonly eligible: readonly string[]
  readonly ineligible: readonly string[]
  readonly secondary?: readonly string[]
}

/** A fact with its place among all that were accepted for the engagement, counted from 1 without gaps. */
export type NumberedFact = Fact & { readonly seq: number }
