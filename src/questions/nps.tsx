import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { parseRating } from './parse.ts'
import { Scale } from './Scale.tsx'
import type { ControlProps, Option, Question } from './types.ts'

const points = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** Likelihood to recommend, from 0 (not at all likely) to 10 (extremely likely).
 *  @source FT-05, MX-03 */
export const nps: Question = {
  schema: () => Type.Integer(ends),
  expected: 'a whole number from 0 to 10',
  parse: (raw) => parseRating(raw, ends),
  problem: (language) => message(language, 'problem.nps'),
  options,
  report: { shows: 'counts', measures: ['nps'] },
  letter: 'points',
  Control,
}

const ends = { minimum: 0, maximum: 10 }

function options(language: Language): readonly Option[] {
  return points.map((value) => ({ value, label: label(language, value) }))
}

function label(language: Language, value: number): string {
  if (value === 0) return `0 – ${message(language, 'nps.low')}`
  if (value === 10) return `10 – ${message(language, 'nps.high')}`
  return String(value)
}

function Control(props: ControlProps): ReactNode {
  return (
    <Scale {...props} layout="points" options={options(props.language)} face={Point}>
      <p className="ends" aria-hidden="true">
        <span>{label(props.language, 0)}</span>
        <span>{label(props.language, 10)}</span>
      </p>
    </Scale>
  )
}

/** The number alone is seen; the words at the ends stand above the row and belong to the radio's name. */
function Point({ value, label }: Option): ReactNode {
  const words = label.slice(String(value).length)
  return (
    <>
      {value}
      {words !== '' && <span className="unseen">{words}</span>}
    </>
  )
}
