import type { ReactNode } from 'react'
import type { TSchema } from 'typebox'
import type { Language } from '../locales/languages.ts'

/** The ways to ask. Each is one file here. */
export const questionTypes = ['satisfaction4', 'rating5', 'nps', 'choice', 'choices', 'text'] as const

export type QuestionType = (typeof questionTypes)[number]

/** The ways to turn ratings into a score. */
export const measures = ['nsat', 'nps', 'top-two-box', 'mean'] as const

export type Measure = (typeof measures)[number]

/** What a respondent said: a rating, a text or the key of an option, the keys of several options, or nothing (`null`), which is N/A
 *  where the question allows it. */
export type Answer = number | string | readonly string[] | null

/** What forms send for N/A. */
export const notApplicable = 'n/a'

/** A point of a scale, or one of the answers to choose from, as shown to the reader. */
export type Option = { readonly value: number | string; readonly label: string }

/** What a question's control needs to draw itself; `error` is a sentence for the reader. */
export type ControlProps = {
  readonly name: string
  readonly text: string
  /** The language of the text, where it is not the reader's. */
  readonly textLanguage?: Language | undefined
  readonly language: Language
  readonly required: boolean
  /** Whether N/A may be chosen, too; the answer is then `notApplicable`. */
  readonly mayPass?: boolean | undefined
  /** What there is to choose from, where the program and not the type says it. */
  readonly options?: readonly Option[] | undefined
  readonly answer: Answer
  readonly error?: string | undefined
}

/** How results show the answers to a question. */
export type Report = {
  /** How many gave which answer, each of several for itself; or what was written, and no count. Written words may tell who wrote them,
   *  and are erased with the respondent. */
  readonly shows: 'counts' | 'words'
  /** What ratings on this scale can be summed up by; where a program says nothing else by the first. */
  readonly measures?: readonly [Measure, ...Measure[]]
}

/** How the answers stand in a letter, each as a link that opens the survey with it filled in: one below the other in words, or as
 *  numbers in a row. */
export type LetterForm = 'steps' | 'points'

/** A way to ask: what counts as an answer, how it is drawn on the page and in a letter, and what is made of it. */
export interface Question {
  /** An answer in JSON; nothing is `null` and not in it.
   *  @param offered the keys of the options, where the program says what there is to choose from */
  readonly schema: (offered?: readonly string[]) => TSchema
  /** What an answer looks like, for error messages: "a whole number from 0 to 10". */
  readonly expected: string
  /** Reads an answer from JSON or a form field.
   *  @param offered the keys of the options, where the program says what there is to choose from
   *  @returns null for nothing, undefined for something that is no answer */
  readonly parse: (raw: unknown, offered?: readonly string[]) => Answer | undefined
  /** What respondents are told when their answer does not fit. */
  readonly problem: (language: Language) => string
  /** Whether the program says what there is to choose from. */
  readonly isChosen?: true
  /** Whether a form may send several values. */
  readonly isSeveral?: true
  /** The points of the scale from left to right; undefined when there is none. */
  readonly options?: (language: Language) => readonly Option[]
  readonly report: Report
  /** Undefined where a link cannot say the answer. */
  readonly letter?: LetterForm
  readonly Control: (props: ControlProps) => ReactNode
}
