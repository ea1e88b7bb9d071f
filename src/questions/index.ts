import { choice } from './choice.tsx'
import { choices } from './choices.tsx'
import { nps } from './nps.tsx'
import { rating5 } from './rating5.tsx'
import { satisfaction4 } from './satisfaction4.tsx'
import { text } from './text.tsx'
import type { Question, QuestionType } from './types.ts'

/** Every way to ask. A new one is one file and one line here. */
export const questions: Readonly<Record<QuestionType, Question>> = {
  satisfaction4,
  rating5,
  nps,
  choice,
  choices,
  text,
}
