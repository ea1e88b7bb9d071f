import { setHandler } from '@temporalio/workflow'
import type { Fact, NumberedFact, Settlement } from '../src/domain/fact.ts'
import { type GateFact, missingGates } from '../src/domain/gates.ts'
import type { Gate } from '../src/domain/program.ts'
import { tellFacts } from './messages.ts'

/** Starts to listen. Facts that came before are delivered at once.
 *  @param known what an earlier run of the workflow was told */
export function listen(known: readonly NumberedFact[] = []): Facts {
  const facts = new Facts()
  facts.add(known)
  setHandler(tellFacts, (told) => facts.add(told))
  return facts
}

/** All that an engagement was told. It only grows, and what it answers depends on neither order nor repetition of what came:
 *  where facts contradict each other the one accepted later counts. The only thing in a workflow that changes in place. */
export class Facts {
  readonly #bySeq = new Map<number, NumberedFact>()

  add(facts: readonly NumberedFact[]): void {
    for (const fact of facts) this.#bySeq.set(fact.seq, fact)
  }

  /** How many different facts came: the engagement's row counts the same. */
  get seen(): number {
    return this.#bySeq.size
  }

  missing(opensOn: readonly Gate[]): readonly Gate[] {
    return missingGates(opensOn, this.#gateFacts)
  }

  /** How often the gates were closed again after all had been reached. */
  revocations(opensOn: readonly Gate[]): number {
    const facts = this.#gateFacts
    const open = facts.map((_, i) => missingGates(opensOn, facts.slice(0, i + 1)).length === 0)
    return open.filter((isOpen, i) => !isOpen && open[i - 1]).length
  }

  get terminated(): boolean {
    return last(this.#of('terminated')) > this.#reopened
  }

  /** How often the engagement was reopened. */
  get reopenings(): number {
    return this.#of('reopened').length
  }

  /** Whether contacts were named, able to be asked or not, since the engagement was opened or reopened. */
  get named(): boolean {
    return last(this.#of('contacts')) > this.#reopened || this.eligible.length > 0
  }

  /** Contacts who may be asked, in the order they were named. */
  get eligible(): readonly string[] {
    return [...this.#named].filter(([, as]) => as !== 'ineligible').map(([contact]) => contact)
  }

  /** Of those who may be asked, the ones whose turn it is: primary contacts, and a secondary one for each who cannot be reached.
   *  @source PC-11 */
  get onTurn(): readonly string[] {
    const isSecondary = (contact: string) => this.#named.get(contact) === 'secondary'
    const real = this.eligible.filter((contact) => this.settlement(contact) !== 'unconfirmed')
    const primary = real.filter((contact) => !isSecondary(contact))
    const secondary = real.filter(isSecondary)
    const wanted = primary.length === 0 ? 1 : primary.filter((contact) => this.settlement(contact) === 'bounced').length
    const standIns = (contacts: readonly string[]) =>
      contacts.filter((contact) => !['bounced', 'opted-out', 'erased'].includes(this.settlement(contact) ?? '')).length
    return [...primary, ...secondary.filter((_, i) => standIns(secondary.slice(0, i)) < wanted)]
  }

  /** Whether letters reach nobody who was asked: no address takes mail, and nobody is left to stand in. */
  get unreached(): boolean {
    return this.onTurn.length > 0 && this.onTurn.every((contact) => this.settlement(contact) === 'bounced')
  }

  /** How many of those who were named no letter reaches. */
  get lost(): number {
    return this.eligible.filter((contact) => this.settlement(contact) === 'bounced').length
  }

  /** Of those who may be asked, all who have not declined, opted out or bounced. */
  get reachable(): readonly string[] {
    return this.eligible.filter((contact) => (this.settlement(contact) ?? 'answered') === 'answered')
  }

  /** How a contact's part ended, unless the contact was asked anew after that. */
  settlement(contact: string): Settlement | undefined {
    const settled = this.#of('settled').filter((fact) => fact.contact === contact)
    return settled.findLast((fact) => fact.seq > this.#askedAnew(contact))?.how
  }

  /** Contacts who answered. */
  get answered(): readonly string[] {
    const contacts = new Set(this.#of('settled').map((fact) => fact.contact))
    return [...contacts].filter((contact) => this.settlement(contact) === 'answered')
  }

  /** How often the question was to be sent again to somebody: each time is a letter of its own. */
  resends(recipient: string): number {
    const isTo = (to: 'partner' | readonly string[]) =>
      to === 'partner' ? recipient === 'partner' : to.includes(recipient)
    return this.#of('resent').filter(({ to }) => isTo(to)).length
  }

  /** How often the letter that asked a contact came back in this round, to be sent again. */
  bounces(contact: string): number {
    return this.#undelivered(contact).length
  }

  /** When a contact whose letter came back may be written to again, in milliseconds. */
  retryAt(contact: string): number {
    return Math.max(0, ...this.#undelivered(contact).map(({ retryAt }) => Date.parse(retryAt)))
  }

  /** The number of the fact that let a contact be asked earlier than was said before; 0 when there is none. */
  allowance(contact: string): number {
    return last(this.#of('allowed').filter((fact) => fact.contact === contact))
  }

  /** Until when the engagement stays open, where that was changed after it began. */
  get renewal(): string | undefined {
    return this.#of('renewal').at(-1)?.at
  }

  /** Everything, to be told to another run of the workflow. */
  get all(): readonly NumberedFact[] {
    return [...this.#bySeq.values()]
  }

  /** How often somebody was to be asked anew, because the engagement was reopened: each time has its own follow-ups. */
  rounds(recipient: string): number {
    const isAsked = (contacts: readonly string[]) => recipient === 'partner' || contacts.includes(recipient)
    return this.#of('reopened').filter(({ contacts }) => isAsked(contacts)).length
  }

  /** Everybody who was named, as they were named last. */
  get #named(): ReadonlyMap<string, 'primary' | 'secondary' | 'ineligible'> {
    const named = new Map<string, 'primary' | 'secondary' | 'ineligible'>()
    for (const { eligible, ineligible, secondary = [] } of this.#of('contacts')) {
      for (const contact of eligible) named.set(contact, secondary.includes(contact) ? 'secondary' : 'primary')
      for (const contact of ineligible) named.set(contact, 'ineligible')
    }
    return named
  }

  #undelivered(contact: string) {
    const facts = this.#of('undelivered').filter((fact) => fact.contact === contact)
    return facts.filter((fact) => fact.seq > this.#askedAnew(contact))
  }

  #askedAnew(contact: string): number {
    return last(this.#of('reopened').filter((fact) => fact.contacts.includes(contact)))
  }

  get #gateFacts(): (NumberedFact & GateFact)[] {
    return [...this.#of('milestone'), ...this.#of('payment'), ...this.#of('completed')].sort((a, b) => a.seq - b.seq)
  }

  get #reopened(): number {
    return last(this.#of('reopened'))
  }

  #of<Type extends Fact['type']>(type: Type): (NumberedFact & { readonly type: Type })[] {
    return [...this.#bySeq.values()].filter((fact) => isOf(fact, type)).sort((a, b) => a.seq - b.seq)
  }
}

function isOf<Type extends Fact['type']>(
  fact: NumberedFact,
  type: Type,
): fact is NumberedFact & { readonly type: Type } {
  return fact.type === type
}

function last(facts: readonly NumberedFact[]): number {
  return Math.max(0, ...facts.map((fact) => fact.seq))
}
