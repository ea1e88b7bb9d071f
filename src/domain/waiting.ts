import type { Waiting } from './engagement.ts'
import { type GateFact, missingGates } from './gates.ts'
import type { Program } from './program.ts'

/** What an engagement that was not asked anything yet waits for: the first gate that is not reached, then contacts, then answers.
 *  @param eligible how many contacts may be asked
 *  @source MX-02 */
export function waitingBeforeSurvey(
  program: Program,
  facts: readonly GateFact[],
  { eligible }: { eligible: number },
): Waiting {
  const next = missingGates(program.opensOn, facts)[0]
  if (next) return { what: next.gate, owedBy: next.owedBy, until: null }
  if (eligible >= program.contacts.atLeast) return { what: 'answers', owedBy: 'customer', until: null }
  const { to } = program.contacts
  return { what: 'contacts', owedBy: to === 'contact' ? 'customer' : to, until: null }
}
