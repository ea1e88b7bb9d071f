import type { Waiting } from './engagement.ts'
import { type GateFact, missingGates } from './gates.ts'
import type { Program } from './program.ts'

/** What an engagement that was not asked anything yet waits for: the first gate that is not reached, then contacts, then answers.
 *  @param eligible how many contacts may be asked
 *  @param until when the engagement ends that stays open
 *  @source MX-02 */
export function waitingBeforeSurvey(
  program: Program,
  facts: readonly GateFact[],
  { eligible, until }: { readonly eligible: number; readonly until?: Date | null },
): Waiting {
  const next = missingGates(program.opensOn, facts)[0]
  if (next) return { what: next.gate, owedBy: next.owedBy, until: null }
  const ends = { until: until?.toISOString() ?? null }
  if (eligible >= program.contacts.atLeast) return { what: 'answers', owedBy: 'customer', ...ends }
  const { to } = program.contacts
  return { what: 'contacts', owedBy: to === 'contact' ? 'customer' : to, ...ends }
}
