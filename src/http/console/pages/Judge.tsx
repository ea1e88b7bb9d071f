import type { ReactNode } from 'react'
import { hasRight } from '../../rights.ts'
import type { Judgement } from '../steps.ts'
import type { EngagementPageProps } from './EngagementPage.tsx'

type JudgeProps = Pick<EngagementPageProps, 'id' | 'formId' | 'role' | 'judging'> & {
  /** The response it is about; the engagement as a whole if undefined. */
  readonly about: string | undefined
  readonly disqualified: object | undefined
}

/** Has an engagement, or one answer, count no more, with a reason; or takes that back.
 *  @source PC-04 */
export function Judge(props: JudgeProps): ReactNode {
  const { about, disqualified, role, judging } = props
  if (!hasRight(role, 'disqualify and reinstate')) return undefined
  const what = about === undefined ? 'engagement' : 'answer'
  if (disqualified) return <JudgeForm {...props} judgement="reinstate" label={`Let the ${what} count again`} />
  const typed = judging && judging.response === about ? judging : undefined
  const id = `reason-${about ?? 'whole'}`
  return (
    <details className="judge" open={typed !== undefined}>
      <summary>Disqualify this {what}…</summary>
      <JudgeForm {...props} judgement="disqualify" label={`Disqualify the ${what}`}>
        <label htmlFor={id}>Why this {what} does not count</label>
        <p className="quiet" id={`${id}-hint`}>
          Name nobody: whoever sees the {what} reads it. What was said stays, and you can take this back.
        </p>
        {typed && (
          <p className="problem" id={`${id}-problem`} role="alert">
            {typed.reason.trim() === '' ? 'Say why it does not count.' : 'Say it in up to 1,000 characters.'}
          </p>
        )}
        <textarea
          id={id}
          name="reason"
          rows={2}
          required
          aria-invalid={typed !== undefined}
          aria-describedby={typed === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`}
          defaultValue={typed?.reason}
        />
      </JudgeForm>
    </details>
  )
}

type FormProps = JudgeProps & {
  readonly judgement: Judgement
  readonly label: string
  readonly children?: ReactNode
}

function JudgeForm({ id, formId, about, judgement, label, children }: FormProps): ReactNode {
  return (
    <form method="post" className="judge" action={`/console/engagements/${id}/${judgement}`}>
      <input type="hidden" name="form" value={formId} />
      {about !== undefined && <input type="hidden" name="response" value={about} />}
      {children}
      <button type="submit" className={judgement === 'disqualify' ? 'grave' : 'quiet-button'}>
        {label}
      </button>
    </form>
  )
}
