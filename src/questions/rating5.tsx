import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { parseRating } from './parse.ts'
import { Scale } from './Scale.tsx'
import type { ControlProps, Option, Question } from './types.ts'

/** Agreement or satisfaction on five labelled points: 5 excellent … 1 poor.
 *  @source PC-05 */
export const rating5: Question = {
  schema: () => Type.Integer(ends),
  expected: 'a whole number from 1 (poor) to 5 (excellent)',
  parse: (raw) => parseRating(raw, ends),
  problem: (language) => message(language, 'problem.rating5'),
  options,
  report: { shows: 'counts', measures: ['mean', 'top-two-box'] },
  letter: 'steps',
  Control,
}

const ends = { minimum: 1, maximum: 5 }

function options(language: Language): readonly Option[] {
  return [
    { value: 5, label: message(language, 'rating5.5') },
    { value: 4, label: message(language, 'rating5.4') },
    { value: 3, label: message(language, 'rating5.3') },
    { value: 2, label: message(language, 'rating5.2') },
    { value: 1, label: message(language, 'rating5.1') },
  ]
}

function Control(props: ControlProps): ReactNode {
  return <Scale {...props} layout="steps" options={options(props.language)} face={({ label }) => label} />
}
