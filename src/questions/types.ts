import type { ReactNode } from 'react'
import type { Language } from '../locales/languages.ts'

/** The ways to ask. Each is one file here. */
export const questionTypes = ['satisfaction4', 'rating5', 'nps', 'text'] as const

export type QuestionType = (typeof questionTypes)[number]

/** What a respondent said: a rating, a text, or nothing (`null`). */
export type Answer = number | string | null

/** A point of a scale, as shown to the reader. */
export type Option = { readonly value: number; readonly label: string }

/** What a question's control needs to draw itself; `error` is a sentence for the reader. */
export type ControlProps = {
  readonly name: string
  readonly text: string
  readonly language: Language
  readonly required: boolean
  readonly answer: Answer
  readonly error?: string | undefined
}

/** A way to ask: what counts as an answer, and how it is drawn. */
export interface Question {
  /** What an answer looks like, for error messages: "a whole number from 0 to 10". */
  readonly expected: string
  /** Reads an answer from JSON or a form field.
   *  @returns null for nothing, undefined for something that is no answer */
  readonly parse: (raw: unknown) => Answer | undefined
  /** The points of the scale from left to right; undefined when there is none. */
  readonly options?: (language: Language) => readonly Option[]
  readonly Control: (props: ControlProps) => ReactNode
}
