import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import { ariaState, Problem, Words } from './parts.tsx'
import type { Answer, ControlProps, Question } from './types.ts'

/** Any number of answers out of those the program offers.
 *  @source CI-04 */
export const choices: Question = {
  schema: (offered = []) => Type.Array(Type.Enum([...offered]), { minItems: 1, uniqueItems: true }),
  expected: 'a list with keys of its options, each once',
  parse,
  problem: (language) => message(language, 'problem.choices'),
  isChosen: true,
  isSeveral: true,
  report: { shows: 'counts' },
  Control,
}

/** @returns the keys in the order they are offered in; null for none. A form sends a single one as text. */
function parse(raw: unknown, offered: readonly string[] = []): Answer | undefined {
  if (raw === undefined || raw === null || raw === '') return null
  const chosen: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  const keys = offered.filter((key) => chosen.includes(key))
  if (keys.length < chosen.length) return undefined
  return keys.length === 0 ? null : keys
}

/** A group cannot be required as assistive technology knows it: the words say so. */
function Control({ options = [], ...props }: ControlProps): ReactNode {
  const { name, answer } = props
  const chosen = Array.isArray(answer) ? answer : [answer]
  return (
    <fieldset className="question" {...ariaState({ ...props, required: false })}>
      <legend className="words">
        <Words {...props} />
      </legend>
      <Problem {...props} />
      <div className="choices">
        {options.map(({ value, label }, index) => (
          <label className="option" key={value}>
            <input
              type="checkbox"
              name={name}
              value={value}
              id={index === 0 ? `q-${name}` : undefined}
              defaultChecked={chosen.includes(value)}
            />
            <span className="face">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
