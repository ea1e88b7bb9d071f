import { createHash } from 'node:crypto'
import { fewest, fewestComments } from './disclosure.ts'
import type { Program, ProgramQuestion } from './program.ts'
import { released } from './release.ts'
import { type Answers, isWordy } from './response.ts'
import type { Cell, Month, Slice } from './results.ts'

/** What somebody answered, and what it is about. Who they are is not in it. */
export type Reply = {
  readonly partnerId: string
  readonly subject: string
  readonly country: string
  readonly isAnonymous: boolean
  readonly answers: Answers
  /** The partner whose own questions were asked beside the program's; null where there were none. */
  readonly askedBy?: string | null
  readonly at: Date
  readonly withdrawnAt: Date | null
}

/** What figures are made of: every answer as it counts, or answers let out five at a time. */
export const bases = ['answers', 'fives'] as const
export type Basis = (typeof bases)[number]

/** What a program's figures are made of for those who read its results: where some may not know each answer, of fives. */
export function basisOf({ privacy, survey }: Pick<Program, 'privacy' | 'survey'>): Basis {
  return privacy === 'confidential' || survey.anonymity ? 'fives' : 'answers'
}

/** Replies that keep their place in the order for good. Of an anonymous one no more is known than the month: those of a month that is not
 *  over may yet stand in another order, so they wait until it is.
 *  @param replies anonymous ones at the beginning of their month, wherever the partner is */
export function settled(replies: readonly Reply[], now: Date): readonly Reply[] {
  return replies.flatMap((reply) => {
    if (!reply.isAnonymous) return [reply]
    const isOver = reply.at.getTime() + 32 * day <= now.getTime()
    return isOver ? [{ ...reply, at: new Date(reply.at.getTime() + day) }] : [] // the same month in every time zone
  })
}

const day = 24 * 60 * 60 * 1000

/** Counts the answers of some replies, question by question.
 *  @param questions those that are counted */
export function tally(
  { catalogue, questions }: { readonly catalogue: readonly string[]; readonly questions: readonly ProgramQuestion[] },
  replies: readonly Reply[],
  basis: Basis,
): readonly Cell[] {
  return questions
    .filter(({ type }) => !isWordy(type))
    .flatMap(({ key }) => {
      const said = replies.flatMap((reply) => {
        const choices = choicesOf(reply.answers[key])
        if (choices.length === 0) return []
        const { partnerId, country, isAnonymous, at, withdrawnAt } = reply
        const subject = catalogue.length > 0 ? reply.subject : '' // where any subject will do, each is its own
        return [
          {
            pool: JSON.stringify([partnerId, subject, country, isAnonymous]),
            subject,
            country,
            choices,
            at,
            withdrawnAt,
          },
        ]
      })
      return cellsOf(key, letOut(said, basis, fewest))
    })
}

/** The comments of some replies: none before there are eight, and in an order that says nothing of when they came or what else was said.
 *  @source MX-05 */
export function comments(
  question: string,
  replies: readonly Reply[],
  basis: Basis,
  { from, to }: Slice,
): readonly string[] {
  const said = replies.flatMap(({ answers, partnerId, isAnonymous, at, withdrawnAt }) => {
    const text = answers[question]
    return typeof text === 'string' ? [{ pool: JSON.stringify([partnerId, isAnonymous]), text, at, withdrawnAt }] : []
  })
  const texts = letOut(said, basis, fewestComments)
    .filter(({ month }) => (!from || month >= from) && (!to || month <= to))
    .map(({ one }) => one.text)
  const order = (text: string) => createHash('sha256').update(text).digest('hex')
  if (texts.length < fewestComments) return []
  return texts.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
}

type Spoken = { readonly pool: string; readonly at: Date; readonly withdrawnAt: Date | null }

function letOut<One extends Spoken>(
  said: readonly One[],
  basis: Basis,
  together: number,
): readonly { one: One; month: Month }[] {
  if (basis === 'answers')
    return said.filter(({ withdrawnAt }) => !withdrawnAt).map((one) => ({ one, month: monthOf(one.at) }))
  return released(said, { together }).flatMap(({ members, at }) => members.map((one) => ({ one, month: monthOf(at) })))
}

type Placed = { readonly subject: string; readonly country: string; readonly choices: readonly (string | number)[] }

function cellsOf(
  question: string,
  answers: readonly { readonly one: Placed; readonly month: Month }[],
): readonly Cell[] {
  const cells = new Map<string, Cell & { n: number; counts: Record<string, number> }>()
  for (const { one, month } of answers) {
    const { subject, country, choices } = one
    const place = JSON.stringify([month, subject, country])
    const cell = cells.get(place) ?? { question, month, subject, country, n: 0, counts: {} }
    cells.set(place, cell)
    cell.n += 1
    for (const choice of choices) cell.counts[choice] = (cell.counts[choice] ?? 0) + 1
  }
  return [...cells.values()]
}

function choicesOf(answer: unknown): readonly (string | number)[] {
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  return given.filter((choice) => typeof choice === 'number' || typeof choice === 'string')
}

/** @example monthOf(2026-11-30T23:30:00Z) → '2026-11' */
export function monthOf(instant: Date): Month {
  return instant.toISOString().slice(0, 7)
}
