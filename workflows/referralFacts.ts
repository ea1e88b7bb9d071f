import { setHandler } from '@temporalio/workflow'
import type { NumberedReferralFact } from '../src/domain/referral/fact.ts'
import { tellReferral } from './messages.ts'

/** Starts to listen. Facts that came before are delivered at once.
 *  @param known what an earlier run of the workflow was told */
export function listenToReferral(known: readonly NumberedReferralFact[] = []): ReferralFacts {
  const facts = new ReferralFacts()
  facts.add(known)
  setHandler(tellReferral, (told) => facts.add(told))
  return facts
}

/** All that a referral was told. It only grows, and what it answers depends on neither order nor repetition of what came. */
export class ReferralFacts {
  readonly #bySeq = new Map<number, NumberedReferralFact>()

  add(facts: readonly NumberedReferralFact[]): void {
    for (const fact of facts) this.#bySeq.set(fact.seq, fact)
  }

  /** How many different facts came: the referral's row counts the same. */
  get seen(): number {
    return this.#bySeq.size
  }

  get withdrawn(): boolean {
    return this.all.some(({ type }) => type === 'withdrawn')
  }

  /** Whether our own team is to take what no partner is left for. */
  get taken(): boolean {
    return this.all.some(({ type }) => type === 'taken')
  }

  /** How an offer ended that a partner answered or that was taken back: in words, and never by whom. */
  settlement(offer: string): string | undefined {
    for (const fact of this.all) {
      if (!('offer' in fact) || fact.offer !== offer) continue
      return fact.type === 'declined' ? `declined: ${fact.reason}` : fact.type
    }
    return undefined
  }

  /** Everything, to be told to another run of the workflow. */
  get all(): readonly NumberedReferralFact[] {
    return [...this.#bySeq.values()]
  }
}
