import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import { Scale } from './Scale.tsx'
import type { Answer, ControlProps, Question } from './types.ts'

/** One answer out of those the program offers.
 *  @source CI-04 */
export const choice: Question = {
  schema: (offered = []) => Type.Enum([...offered]),
  expected: 'the key of one of its options',
  parse,
  problem: (language) => message(language, 'problem.choice'),
  isChosen: true,
  report: { shows: 'counts' },
  letter: 'steps',
  Control,
}

function parse(raw: unknown, offered: readonly string[] = []): Answer | undefined {
  if (raw === undefined || raw === null || raw === '') return null
  return offered.find((key) => key === raw)
}

function Control({ options = [], ...props }: ControlProps): ReactNode {
  return <Scale {...props} layout="choices" options={options} face={({ label }) => label} />
}
