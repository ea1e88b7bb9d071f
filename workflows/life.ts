import type { Clocks } from './ask.ts'
import type { Facts } from './facts.ts'
import type { EngagementInput } from './messages.ts'

/** An engagement under way: what it was told, where everybody stands who was asked, and what the Temporal UI shows of it. */
export type Life = {
  readonly input: EngagementInput
  readonly facts: Facts
  readonly partner: Clocks
  readonly contacts: Clocks
  readonly thanked: Set<string>
  shown: string
}

export function begin(input: EngagementInput, facts: Facts): Life {
  return { input, facts, partner: new Map(), contacts: new Map(), thanked: new Set(), shown: '' }
}
