import { condition } from '@temporalio/workflow'
import type { AskPlan } from '../src/domain/plan.ts'
import type { LetterKind, RecipientKind } from '../src/domain/program.ts'

/** A question on its way: to whom, when it is over, and how its letters leave. */
export type Asking = {
  readonly plan: AskPlan
  /** Where everybody stands; kept by the caller, so that asking can stop and go on. */
  readonly clocks: Clocks
  /** Whoever has not settled it yet. Somebody who joins is asked, too. */
  readonly recipients: () => readonly string[]
  /** Names the round a recipient is asked in: each follow-up is sent once a round, however often the question is. */
  readonly round: (recipient: string) => string
  /** How often the question was to be sent again within the round. */
  readonly resends: (recipient: string) => number
  readonly over: () => boolean
  /** Sends letters. @returns whether they left; if not, what is to be sent must be decided anew */
  readonly send: (sending: Sending) => Promise<boolean>
  /** What the timer waits for, as the Temporal UI shows it. */
  readonly summary: string
}

/** One letter on its way to several recipients; `waves` names the letter to each. */
export type Sending = {
  readonly email: LetterKind
  readonly to: RecipientKind
  readonly waves: Readonly<Record<string, string>>
  /** Until when `to` has time, where the letter asks or passes the question on. */
  readonly deadline?: number
}

/** Where a recipient stands: the wave of the letter that asked, the follow-ups done, when the next step is due. No `dueAt`: time is up. */
export type Clock = { readonly wave: string; readonly step: number; readonly dueAt: number | undefined }
export type Clocks = Map<string, Clock>

/** Asks, waits, follows up on silence, and ends: when it is over, when everybody has settled it, or when time is up for all.
 *  Each recipient has a clock of their own, which starts with the letter to them. */
export async function ask(asking: Asking): Promise<void> {
  const { clocks, recipients, over } = asking
  const fresh = () => recipients().filter((recipient) => clocks.get(recipient)?.wave !== questionTo(asking, recipient))
  const running = () => recipients().flatMap((recipient) => clocks.get(recipient)?.dueAt ?? [])

  while (!over()) {
    const due = recipients().filter((recipient) => (clocks.get(recipient)?.dueAt ?? Infinity) <= Date.now())
    if (fresh().length > 0) {
      await sendQuestion(asking, fresh())
    } else if (due.length > 0) {
      await followUp(asking, due)
    } else if (running().length > 0) {
      const wait = Math.min(...running()) - Date.now()
      await condition(() => over() || fresh().length > 0, wait, { summary: asking.summary })
    } else {
      return
    }
  }
}

/** The wave of the question to a recipient: while it stays the same the question is not sent again. */
function questionTo({ round, resends }: Asking, recipient: string): string {
  return `${round(recipient)}.${resends(recipient)}`
}

async function sendQuestion(asking: Asking, recipients: readonly string[]): Promise<void> {
  const { plan, clocks, send } = asking
  const waves = new Map(recipients.map((recipient) => [recipient, questionTo(asking, recipient)]))
  const starting = () =>
    [...waves].map(([recipient, wave]) => [recipient, started(plan, clocks.get(recipient), wave)] as const)
  const deadline = Math.max(...starting().map(([, clock]) => deadlineOf(plan, clock)))
  if (!(await send({ email: plan.email, to: plan.to, waves: Object.fromEntries(waves), deadline }))) return
  for (const [recipient, clock] of starting()) clocks.set(recipient, clock)
}

/** Does the next step for those who are furthest behind; the others' turn comes right after. */
async function followUp({ plan, clocks, round, send }: Asking, due: readonly string[]): Promise<void> {
  const step = Math.min(...due.map((recipient) => clocks.get(recipient)?.step ?? 0))
  const behind = [...clocks].filter(([recipient, clock]) => due.includes(recipient) && clock.step === step)
  const letter = plan.followUps[step]
  if (letter) {
    const waves = Object.fromEntries(behind.map(([recipient]) => [recipient, `${round(recipient)}/${step + 1}`]))
    const next = { step: step + 1, dueAt: Date.now() + lengthOf(plan, step + 1) }
    const passedOn = letter.to === plan.to ? {} : { deadline: deadlineOf(plan, next) }
    if (!(await send({ email: letter.email, to: letter.to, waves, ...passedOn }))) return
  }
  const dueAt = letter && Date.now() + lengthOf(plan, step + 1)
  for (const [recipient, { wave }] of behind) clocks.set(recipient, { wave, step: step + 1, dueAt })
}

/** The clock of somebody who was just asked. Asked again, they keep the follow-up they had coming, but never have less time
 *  to answer than somebody who was just reminded. */
function started(plan: AskPlan, before: Clock | undefined, wave: string): Clock & { readonly dueAt: number } {
  const { step, dueAt } = before ?? { step: 0, dueAt: undefined }
  if (dueAt !== undefined && step < plan.followUps.length) return { wave, step, dueAt }
  return { wave, step, dueAt: Date.now() + lengthOf(plan, step) }
}

/** When the question passes to somebody else or ends, if there is only silence. */
function deadlineOf(plan: AskPlan, { step, dueAt }: { step: number; dueAt: number }): number {
  const next = plan.followUps[step]
  if (next?.to !== plan.to) return dueAt
  return deadlineOf(plan, { step: step + 1, dueAt: dueAt + lengthOf(plan, step + 1) })
}

function lengthOf(plan: AskPlan, step: number): number {
  return plan.followUps[step]?.after ?? plan.closesAfter
}
