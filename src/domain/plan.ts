import { milliseconds } from './duration.ts'
import type { Gate, Program } from './program.ts'
import type { LetterKind, RecipientKind } from './vocabulary.ts'

/** A question to somebody as the workflow runs it. Lengths are milliseconds, each counted from the step before. */
export type AskPlan<Email = LetterKind> = {
  /** Absent: nobody is written to, it is only shown what is waited for. */
  readonly email?: Email
  readonly to: RecipientKind
  readonly followUps: readonly { readonly after: number; readonly email: Email; readonly to: RecipientKind }[]
  readonly closesAfter: number
}

/** What an engagement's workflow needs of its program: no words, no questions, under 2 KB. */
export type Plan = {
  readonly opensOn: readonly Gate[]
  readonly contacts: AskPlan & { readonly atLeast: number }
  readonly survey: AskPlan & {
    /** Goes to each contact who answers. */
    readonly thanks?: LetterKind
    /** Goes to the partner for each answer. */
    readonly notice?: LetterKind
    /** The instant until which it takes contacts and answers, however many came. Facts may move it. */
    readonly until?: string
    /** Who answered, and how many, is not shown. */
    readonly discreet?: true
  }
}

/** @param day how long one program day lasts, in milliseconds
 *  @param until when an engagement ends that stays open */
export function planOf(program: Program, { day, until }: { day?: number; until?: Date | null } = {}): Plan {
  const { contacts, survey } = program
  return {
    opensOn: program.opensOn,
    contacts: { ...askPlan(contacts, day), atLeast: contacts.atLeast },
    survey: {
      ...askPlan(survey, day),
      ...(survey.thanks && { thanks: survey.thanks }),
      ...(survey.notice && { notice: survey.notice }),
      ...(until && { until: until.toISOString() }),
      ...(survey.anonymity && { discreet: true as const }),
    },
  }
}

function askPlan(ask: Program['contacts'] | Program['survey'], day: number | undefined): AskPlan {
  return {
    ...(ask.email && { email: ask.email }),
    to: ask.to,
    followUps: ask.followUps.map((step) => ({ ...step, after: milliseconds(step.after, day) })),
    closesAfter: milliseconds(ask.closesAfter, day),
  }
}
