import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { message } from '../locales/index.ts'
import { ariaState, Problem, Words } from './parts.tsx'
import type { Answer, ControlProps, Question } from './types.ts'

/** The longest text a respondent may write, in characters. */
const maxLength = 2000

/** An answer in the respondent's own words; never scored.
 *  @source FT-05 */
export const text: Question = {
  schema: () => Type.String({ minLength: 1, maxLength }),
  expected: `text of at most ${maxLength} characters`,
  parse,
  problem: (language) => message(language, 'problem.text', { max: maxLength }),
  report: { shows: 'words' },
  Control,
}

function parse(raw: unknown): Answer | undefined {
  if (raw === undefined || raw === null) return null
  if (typeof raw !== 'string') return undefined
  const written = withoutControls(raw).trim()
  if (written.length > maxLength) return undefined
  return written === '' ? null : written
}

/** Forms send CRLF where `maxlength` counted one character; PostgreSQL refuses NUL in text. */
function withoutControls(raw: string): string {
  return raw.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

function Control(props: ControlProps): ReactNode {
  const { name, answer, language } = props
  return (
    <div className="question">
      <label className="words" htmlFor={`q-${name}`}>
        <Words {...props} />
      </label>
      <Problem {...props} />
      <textarea
        id={`q-${name}`}
        name={name}
        rows={4}
        maxLength={maxLength}
        dir="auto"
        defaultValue={typeof answer === 'string' ? answer : ''}
        {...ariaState(props)}
        aria-describedby={props.error === undefined ? `h-${name}` : `e-${name} h-${name}`}
      />
      <p className="hint" id={`h-${name}`}>
        {message(language, 'text.hint', { max: maxLength })}
      </p>
    </div>
  )
}
