import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { parseRating } from './parse.ts'
import { Scale } from './Scale.tsx'
import type { ControlProps, Option, Question } from './types.ts'

/** Satisfaction on four labelled points without a middle: 4 very satisfied … 1 very dissatisfied.
 *  @source FT-05, MX-03 */
export const satisfaction4: Question = {
  schema: () => Type.Integer(ends),
  expected: 'a whole number from 1 (very dissatisfied) to 4 (very satisfied)',
  parse: (raw) => parseRating(raw, ends),
  problem: (language) => message(language, 'problem.satisfaction4'),
  options,
  report: { shows: 'counts', measures: ['nsat'] },
  letter: 'steps',
  Control,
}

const ends = { minimum: 1, maximum: 4 }

function options(language: Language): readonly Option[] {
  return [
    { value: 4, label: message(language, 'satisfaction4.4') },
    { value: 3, label: message(language, 'satisfaction4.3') },
    { value: 2, label: message(language, 'satisfaction4.2') },
    { value: 1, label: message(language, 'satisfaction4.1') },
  ]
}

function Control(props: ControlProps): ReactNode {
  return <Scale {...props} layout="steps" options={options(props.language)} face={({ label }) => label} />
}
