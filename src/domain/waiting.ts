import type { Waiting } from './engagement.ts'
import { type GateFact, missingGates } from './gates.ts'
import type { Program } from './program.ts'

/** What an engagement at its gates waits for: the first gate that is not reached.
 *  @returns null when all are */
export function waitingForGates(program: Pick<Program, 'opensOn'>, facts: readonly GateFact[]): Waiting | null {
  const next = missingGates(program.opensOn, facts)[0]
  return next ? { what: next.gate, owedBy: next.owedBy, until: null } : null
}
