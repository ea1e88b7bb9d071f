import type { NumberedReferralFact } from '../src/domain/referral/fact.ts'
import type { PlacedOffer } from '../src/domain/referral/referral.ts'
import type { Clock, Clocks } from './ask.ts'
import type { ReferralInput } from './messages.ts'
import { listenToReferral, type ReferralFacts } from './referralFacts.ts'

/** A referral under way: what it was told, every offer that was made, and where each partner stands who was asked. */
export type ReferralLife = {
  readonly input: ReferralInput
  readonly facts: ReferralFacts
  readonly offers: Map<string, PlacedOffer>
  readonly clocks: Clocks
}

/** A life as one run of the workflow hands it to the next, because its history has grown long. */
export type ReferralPast = {
  readonly facts: readonly NumberedReferralFact[]
  readonly offers: readonly (readonly [string, PlacedOffer])[]
  readonly clocks: readonly (readonly [string, Clock])[]
}

export function beginReferral(input: ReferralInput, past: ReferralPast | undefined): ReferralLife {
  return {
    input,
    facts: listenToReferral(past?.facts),
    offers: new Map(past?.offers),
    clocks: new Map(past?.clocks),
  }
}

export function handOverReferral({ facts, offers, clocks }: ReferralLife): ReferralPast {
  return { facts: facts.all, offers: [...offers], clocks: [...clocks] }
}
