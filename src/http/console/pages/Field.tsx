import type { ReactNode } from 'react'
import type { Typed, Wrong } from '../bringIn.ts'

/** One field of a form, with what was typed and what is wrong with it. With choices it is a list to choose from. */
export function Field(props: FieldProps): ReactNode {
  const { name, label, hint, wrong } = props
  const problem = wrong[name]
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint !== undefined && (
        <p className="quiet" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      <Control {...props} />
    </div>
  )
}

export type Choice = { readonly id: string; readonly name: string }

export type FieldProps = {
  readonly typed: Typed
  readonly wrong: Wrong
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'email' | 'date'
  readonly choices?: readonly Choice[]
  /** What is chosen where nobody chose; an empty choice if not given. */
  readonly preset?: string
  readonly optional?: true
}

function Control({ name, type = 'text', hint, choices, preset = '', optional, typed, wrong }: FieldProps): ReactNode {
  const problem = wrong[name]
  const described = [problem !== undefined && `${name}-problem`, hint !== undefined && `${name}-hint`].filter(Boolean)
  const shared = {
    id: name,
    name,
    required: !optional,
    defaultValue: typed[name] ?? preset,
    ...(problem !== undefined && { 'aria-invalid': true }),
    ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
  }
  if (!choices) return <input {...shared} type={type} autoComplete="off" spellCheck={false} />
  return (
    <select {...shared}>
      {preset === '' && <option value="">Choose…</option>}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.name}
        </option>
      ))}
    </select>
  )
}
