import { condition } from '@temporalio/workflow'
import type { AskPlan } from '../src/domain/plan.ts'
import type { LetterKind, RecipientKind } from '../src/domain/vocabulary.ts'

/** A question on its way: to whom, when it is over, and how its letters leave. */
export type Asking<Email = LetterKind> = {
  readonly plan: AskPlan<Email>
  /** Where everybody stands; kept by the caller, so that asking can stop and go on. */
  readonly clocks: Clocks
  /** Whoever has not settled it yet. Somebody who joins is asked, too. */
  readonly recipients: () => readonly string[]
  /** Names the round a recipient is asked in: each follow-up is sent once a round, however often the question is. */
  readonly round: (recipient: string) => string
  /** Names the question to a recipient: while it stays the same the question is not sent again. */
  readonly question: (recipient: string) => string
  /** Until when a recipient is not to be asked, in milliseconds. */
  readonly heldUntil: (recipient: string) => number
  /** When a step is due to a recipient, in milliseconds, where that is another moment than the plan's length after the step before. */
  readonly dueAt?: (recipient: string, step: number) => number
  readonly over: () => boolean
  /** Until when it stays open, in milliseconds, however many have settled it; without it each recipient has so much time. */
  readonly until?: (() => number) | undefined
  /** That moment was moved. */
  readonly moved?: (until: number) => void
  /** Sends letters. @returns to whom they left, or have to leave no more; for all others what is to be sent must be decided anew */
  readonly send: (sending: Sending<Email>) => Promise<readonly string[]>
  /** What the timer waits for, as the Temporal UI shows it. */
  readonly summary: string
}

/** One letter on its way to several recipients; `waves` names the letter to each. */
export type Sending<Email = LetterKind> = {
  /** Absent: nothing is sent, it is only shown what is waited for. */
  readonly email?: Email | undefined
  readonly to: RecipientKind
  readonly waves: Readonly<Record<string, string>>
  /** Until when `to` has time, where the letter asks or passes the question on. */
  readonly deadline?: number
}

/** Where a recipient stands: the question they were asked, the follow-ups done, when the next step is due. No `dueAt`: time is up. */
export type Clock = { readonly question: string; readonly step: number; readonly dueAt?: number }
export type Clocks = Map<string, Clock>

/** Asks, waits, follows up on silence, and ends: when it is over, when everybody has settled it, or when time is up for all.
 *  Each recipient has a clock of their own, which starts with the letter to them. */
export async function ask<Email>(asking: Asking<Email>): Promise<void> {
  let until = asking.until?.()
  const isMoved = () => asking.until?.() !== until
  while (!asking.over()) {
    if (isMoved()) {
      until = asking.until?.()
      if (until !== undefined) asking.moved?.(until)
    }
    const [fresh, due] = [toAsk(asking), toFollowUp(asking)]
    if (fresh.length > 0) {
      await sendQuestion(asking, fresh)
    } else if (due.length > 0) {
      await followUp(asking, due)
    } else {
      const next = nextStep(asking)
      if (next === undefined) return
      const isSooner = () => (nextStep(asking) ?? Infinity) < next
      const isLost = () => Date.now() > next + late
      const isOn = () => asking.over() || toAsk(asking).length > 0 || isSooner() || isMoved() || isLost()
      await condition(isOn, next - Date.now(), { summary: asking.summary })
    }
  }
}

/** A timer that has not fired by then, in milliseconds, was lost: the next signal does for it. */
const late = 60_000

/** Those who were not asked the question as it is, and may be. */
function toAsk<Email>(asking: Asking<Email>): readonly string[] {
  const { recipients, heldUntil } = asking
  return recipients().filter((recipient) => !isAsked(asking, recipient) && heldUntil(recipient) <= Date.now())
}

function toFollowUp<Email>(asking: Asking<Email>): readonly string[] {
  const { clocks, recipients } = asking
  const isDue = (recipient: string) => (clocks.get(recipient)?.dueAt ?? Infinity) <= Date.now()
  return recipients().filter((recipient) => isAsked(asking, recipient) && isDue(recipient))
}

/** When the next of them is due or may be asked; undefined when time is up for all. */
function nextStep<Email>(asking: Asking<Email>): number | undefined {
  const { clocks, recipients, heldUntil, until } = asking
  const steps = recipients().flatMap((recipient) =>
    isAsked(asking, recipient) ? (clocks.get(recipient)?.dueAt ?? []) : heldUntil(recipient),
  )
  const ends = until ? [...steps, until()] : steps
  return ends.length === 0 ? undefined : Math.min(...ends)
}

function isAsked<Email>({ clocks, question }: Asking<Email>, recipient: string): boolean {
  return clocks.get(recipient)?.question === question(recipient)
}

async function sendQuestion<Email>(asking: Asking<Email>, recipients: readonly string[]): Promise<void> {
  const { plan, clocks, question, send } = asking
  const questions = new Map(recipients.map((recipient) => [recipient, question(recipient)]))
  const starting = () => [...questions].map(([recipient, one]) => [recipient, started(asking, recipient, one)] as const)
  const deadline = Math.max(...starting().map(([, clock]) => deadlineOf(asking, clock)))
  const asked = await send({ email: plan.email, to: plan.to, waves: Object.fromEntries(questions), deadline })
  for (const [recipient, clock] of starting()) if (asked.includes(recipient)) clocks.set(recipient, clock)
}

/** Does the next step for those who are furthest behind; the others' turn comes right after. */
async function followUp<Email>(asking: Asking<Email>, due: readonly string[]): Promise<void> {
  const { plan, clocks, round, send } = asking
  const step = Math.min(...due.map((recipient) => clocks.get(recipient)?.step ?? 0))
  const behind = [...clocks].filter(([recipient, clock]) => due.includes(recipient) && clock.step === step)
  const letter = plan.followUps[step]
  if (!letter) {
    for (const [recipient, { question }] of behind) clocks.set(recipient, { question, step: step + 1 })
    return
  }
  const next = () => ({ step: step + 1, ...dueAfter(asking, step + 1) })
  const waves = Object.fromEntries(behind.map(([recipient]) => [recipient, `${round(recipient)}/${step + 1}`]))
  const passedOn = letter.to === plan.to ? {} : { deadline: deadlineOf(asking, next()) }
  const reached = await send({ email: letter.email, to: letter.to, waves, ...passedOn })
  const clock = next()
  for (const [recipient, { question }] of behind) {
    if (reached.includes(recipient))
      clocks.set(recipient, { question, ...clock, ...dueOf(asking, recipient, step + 1) })
  }
}

/** The clock of somebody who was just asked. Asked again, they keep the follow-up they had coming, but never have less time
 *  to answer than somebody who was just reminded. */
function started<Email>(asking: Asking<Email>, recipient: string, question: string): Clock {
  const { step, dueAt } = asking.clocks.get(recipient) ?? { step: 0 }
  const { followUps } = asking.plan
  if (dueAt !== undefined && dueAt > Date.now() && step < followUps.length) return { question, step, dueAt }
  return { question, step, ...dueAfter(asking, step), ...dueOf(asking, recipient, step) }
}

function dueOf<Email>({ dueAt }: Asking<Email>, recipient: string, step: number): { readonly dueAt?: number } {
  return dueAt ? { dueAt: dueAt(recipient, step) } : {}
}

/** When the step after one that was done is due. What stays open has none after its last follow-up. */
function dueAfter<Email>({ plan, until }: Asking<Email>, step: number, from = Date.now()): { readonly dueAt?: number } {
  return until && step >= plan.followUps.length ? {} : { dueAt: from + lengthOf(plan, step) }
}

/** When the question passes to somebody else or ends, if there is only silence. */
function deadlineOf<Email>(asking: Asking<Email>, { step, dueAt }: Pick<Clock, 'step' | 'dueAt'>): number {
  const { plan, until } = asking
  if (dueAt === undefined) return until?.() ?? Infinity
  if (plan.followUps[step]?.to !== plan.to) return dueAt
  const after = dueAfter(asking, step + 1, dueAt)
  return deadlineOf(asking, { step: step + 1, ...after })
}

function lengthOf<Email>(plan: AskPlan<Email>, step: number): number {
  return plan.followUps[step]?.after ?? plan.closesAfter
}
