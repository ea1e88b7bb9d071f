import type { ReactNode } from 'react'
import { nameIn } from '../../../locales/names.ts'
import { mayTake, type Step } from '../steps.ts'
import type { EngagementPageProps } from './EngagementPage.tsx'

/** What whoever looks may do about the engagement, as it stands. */
export function Actions(props: EngagementPageProps): ReactNode {
  const { role, stage } = props
  const isOpen = stage !== 'closed'
  const isAsked = stage === 'contacts' || stage === 'survey'
  const resend = isAsked && mayTake(role, 'resend')
  const terminate = isOpen && mayTake(role, 'terminate')
  const reopen = !isOpen && mayTake(role, 'reopen')
  if (!resend && !terminate && !reopen) return undefined
  return (
    <section className="actions" aria-label="What you can do">
      {resend && <Button {...props} step="resend" label={resendLabel(props)} />}
      {reopen && <Button {...props} step="reopen" label="Open the engagement again" />}
      {terminate && (
        <details>
          <summary>End it before its time…</summary>
          <p>No more letters leave and the engagement does not count. Only the operator can open it again.</p>
          <Button {...props} step="terminate" label="Terminate the engagement" />
        </details>
      )}
    </section>
  )
}

type ButtonProps = Pick<EngagementPageProps, 'id' | 'formId'> & { readonly step: Step; readonly label: string }

function Button({ id, formId, step, label }: ButtonProps): ReactNode {
  return (
    <form method="post" action={`/console/engagements/${id}/${step}`}>
      <input type="hidden" name="form" value={formId} />
      <button type="submit" className={step === 'terminate' ? 'grave' : undefined}>
        {label}
      </button>
    </form>
  )
}

function resendLabel({ stage, partnerName }: EngagementPageProps): string {
  if (stage === 'contacts') return `Send ${nameIn('en-US', partnerName)} the request for contacts again`
  return 'Send the survey again to whoever has not answered'
}
