import type { Gate, Program } from './program.ts'
import { gateKinds } from './vocabulary.ts'

/** What a portal reports about the work. `at` is when it happened, not when it was reported. */
export type GateFact =
  | { readonly type: 'milestone'; readonly percent: number; readonly at: string }
  | { readonly type: 'payment'; readonly status: 'completed' | 'reversed'; readonly at: string }
  | { readonly type: 'completed'; readonly at: string }

export function isGateFact(fact: { readonly type: string }): fact is GateFact {
  return gateKinds.some((kind) => kind === fact.type)
}

/** Whether a gate is reached: the fact with the newest `at` decides, so a later reversal closes it again.
 *  Of facts of the same instant the one that holds back counts: it is the safe one. */
export function isReached(gate: Gate, facts: readonly GateFact[]): boolean {
  const ofGate = facts.filter((fact) => fact.type === gate.gate)
  const newest = Math.max(...ofGate.map((fact) => Date.parse(fact.at)))
  const deciding = ofGate.filter((fact) => Date.parse(fact.at) === newest)
  return deciding.length > 0 && deciding.every((fact) => reaches(gate, fact))
}

/** The gates that still hold the engagement back, in the program's order.
 *  @source FT-01 */
export function missingGates(opensOn: readonly Gate[], facts: readonly GateFact[]): readonly Gate[] {
  return opensOn.filter((gate) => !isReached(gate, facts))
}

function reaches(gate: Gate, fact: GateFact): boolean {
  switch (fact.type) {
    case 'milestone':
      return fact.percent >= (gate.percent ?? 100)
    case 'payment':
      return fact.status === 'completed'
    case 'completed':
      return true
  }
}

/** Whether somebody at the partner brings work in and reports its end, so that a form does for it what a portal does elsewhere.
 *  @source PC-01 */
export function isReportedByHand({ opensOn }: Pick<Program, 'opensOn'>): boolean {
  return opensOn.some(({ gate, owedBy }) => gate === 'completed' && owedBy === 'partner')
}
