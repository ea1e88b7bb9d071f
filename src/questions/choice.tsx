import type { ReactNode } from 'react'
import { Scale } from './Scale.tsx'
import type { Answer, ControlProps, Question } from './types.ts'

/** One answer out of those the program offers.
 *  @source CI-04 */
export const choice: Question = {
  expected: 'the key of one of its options',
  parse,
  isChosen: true,
  Control,
}

function parse(raw: unknown, offered: readonly string[] = []): Answer | undefined {
  if (raw === undefined || raw === null || raw === '') return null
  return offered.find((key) => key === raw)
}

function Control({ options = [], ...props }: ControlProps): ReactNode {
  return <Scale {...props} layout="choices" options={options} face={({ label }) => label} />
}
