import { workflowInfo } from '@temporalio/workflow'
import type { Stage, Waiting } from '../src/domain/engagement.ts'
import type { NumberedFact } from '../src/domain/fact.ts'
import type { Clock, Clocks } from './ask.ts'
import { type Facts, listen } from './facts.ts'
import type { EngagementInput } from './messages.ts'

/** An engagement under way: what it was told, where everybody stands who was asked, who must wait until they may be asked, and
 *  what the Temporal UI shows of it. */
export type Life = {
  readonly input: EngagementInput
  readonly facts: Facts
  readonly partner: Clocks
  readonly contacts: Clocks
  readonly deferrals: Map<string, Deferral>
  /** Contacts who were thanked for their answer, and those of whose answer the partner was told. */
  readonly thanked: Set<string>
  readonly told: Set<string>
  shown: string
  /** What was last shown to be waited for. */
  waiting?: Shown | undefined
}

/** What an engagement waits for, and at which stage. */
export type Shown = { readonly stage: Stage; readonly waiting: Waiting }

/** A contact must be left in peace until then, in milliseconds, as of `seen` facts. */
type Deferral = { readonly until: number; readonly seen: number }

/** A life as one run of the workflow hands it to the next, because its history has grown long. */
export type Past = {
  readonly facts: readonly NumberedFact[]
  readonly partner: readonly (readonly [string, Clock])[]
  readonly contacts: readonly (readonly [string, Clock])[]
  readonly deferrals: readonly (readonly [string, Deferral])[]
  readonly thanked: readonly string[]
  readonly told?: readonly string[]
  readonly shown: string
  readonly waiting?: Shown
}

export function begin(input: EngagementInput, past: Past | undefined): Life {
  return {
    input,
    facts: listen(past?.facts),
    partner: new Map(past?.partner),
    contacts: new Map(past?.contacts),
    deferrals: new Map(past?.deferrals),
    thanked: new Set(past?.thanked),
    told: new Set(past?.told),
    shown: past?.shown ?? '',
    waiting: past?.waiting,
  }
}

export function handOver({ facts, partner, contacts, deferrals, thanked, told, shown, waiting }: Life): Past {
  return {
    facts: facts.all,
    partner: [...partner],
    contacts: [...contacts],
    deferrals: [...deferrals],
    thanked: [...thanked],
    ...(told.size > 0 && { told: [...told] }),
    shown,
    ...(waiting && { waiting }),
  }
}

/** Whether the history of this run has grown so long that a new run should go on. */
export function isLong(): boolean {
  return workflowInfo().continueAsNewSuggested
}
