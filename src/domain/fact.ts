import type { GateFact } from './gates.ts'

/** How a contact's part came to an end. */
export type Settlement = 'answered' | 'declined' | 'opted-out' | 'bounced'

/** Something that happened to an engagement, as its workflow is told: ids only. Facts accumulate; none is ever taken back,
 *  so order and repetition do not matter. */
export type Fact =
  | GateFact
  | { readonly type: 'opened' }
  | { readonly type: 'terminated' }
  | { readonly type: 'contacts'; readonly eligible: readonly string[]; readonly ineligible: readonly string[] }
  | { readonly type: 'settled'; readonly contact: string; readonly how: Settlement }
  | { readonly type: 'resent'; readonly to: 'partner' | readonly string[] }
  | { readonly type: 'reopened'; readonly contacts: readonly string[] }

/** A fact with its place among all that were accepted for the engagement, counted from 1 without gaps. */
export type NumberedFact = Fact & { readonly seq: number }
