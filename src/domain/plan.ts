import { milliseconds } from './duration.ts'
import type { Gate, Program } from './program.ts'
import type { LetterKind, RecipientKind } from './vocabulary.ts'

/** A question to somebody as the workflow runs it. Lengths are milliseconds, each counted from the step before. */
export type AskPlan = {
  readonly email: LetterKind
  readonly to: RecipientKind
  readonly followUps: readonly { readonly after: number; readonly email: LetterKind; readonly to: RecipientKind }[]
  readonly closesAfter: number
}

/** What an engagement's workflow needs of its program: no words, no questions, under 2 KB. */
export type Plan = {
  readonly opensOn: readonly Gate[]
  readonly contacts: AskPlan & { readonly atLeast: number }
  /** `thanks` goes to each contact who answers, `notice` to the partner. */
  readonly survey: AskPlan & { readonly thanks?: LetterKind; readonly notice?: LetterKind }
}

/** @param day how long one program day lasts, in milliseconds */
export function planOf(program: Program, day?: number): Plan {
  const { thanks, notice } = program.survey
  return {
    opensOn: program.opensOn,
    contacts: { ...askPlan(program.contacts, day), atLeast: program.contacts.atLeast },
    survey: { ...askPlan(program.survey, day), ...(thanks && { thanks }), ...(notice && { notice }) },
  }
}

function askPlan(ask: Program['contacts'] | Program['survey'], day: number | undefined): AskPlan {
  return {
    email: ask.email,
    to: ask.to,
    followUps: ask.followUps.map((step) => ({ ...step, after: milliseconds(step.after, day) })),
    closesAfter: milliseconds(ask.closesAfter, day),
  }
}
