import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import { countryName } from '../../../locales/countryName.ts'
import { nameIn } from '../../../locales/names.ts'
import type { referralDetails } from '../../api/referrals/view.ts'
import { hasRight } from '../../rights.ts'
import { ConsideredSummary } from './Considered.tsx'
import { languageName } from './languageName.ts'
import { Offers } from './Offers.tsx'
import { writePage } from './Page.tsx'
import { ReferredEngagements } from './ReferredEngagements.tsx'
import { ReferralChip, referralKindNames, waitingSentence } from './referralWords.tsx'
import { When } from './When.tsx'

type View = Awaited<ReturnType<typeof referralDetails>>

export type ReferralPageProps = {
  readonly role: Role
  readonly tasks: number | undefined
  readonly view: View
  readonly partnerNames: ReadonlyMap<string, string>
  readonly workflowUrl: string | undefined
  /** Why what was asked for could not be done. */
  readonly problem?: string
  readonly formId: string
}

/** One referral at a glance: where it stands, who was asked and why, who was not and why not.
 *  @source RF-02, RF-04 */
export function ReferralPage(props: ReferralPageProps): string {
  const { role, tasks, view, problem, workflowUrl } = props
  const { customer } = view
  const title = `${nameIn('en-US', customer.name)}: ${view.workloads.join(', ')}`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <h1>{title}</h1>
        {problem !== undefined && (
          <p className="card" role="alert">
            {problem}
          </p>
        )}
        <section className="card overview" aria-label="Where it stands">
          <p className="chips">
            <ReferralChip state={view.state} />
          </p>
          {view.waitingFor && (
            <p className="big">
              Waiting for {waitingSentence(view.waitingFor)}
              {view.waitingFor.until !== null && (
                <>
                  , until <When at={view.waitingFor.until} />
                </>
              )}
              .
            </p>
          )}
          <p className="quiet">
            {referralKindNames[view.kind]} · {countryName('en-US', customer.country)} ·{' '}
            {languageName(customer.language)} · size {customer.size} · industry {customer.industry} ·{' '}
            {customer.licences} licenses
          </p>
          {workflowUrl !== undefined && (
            <p>
              <a href={workflowUrl}>Workflow in the Temporal UI</a>
            </p>
          )}
          <Steps {...props} />
        </section>
        <Offers offers={view.offers} partnerNames={props.partnerNames} />
        <ReferredEngagements engagements={view.engagements} partnerNames={props.partnerNames} />
        {view.considered && (
          <ConsideredSummary referralId={view.id} found={view.considered} partnerNames={props.partnerNames} />
        )}
      </>
    ),
  })
}

function Steps({ role, view, formId }: ReferralPageProps): ReactNode {
  if (!hasRight(role, 'refer customers') || view.state === 'assigned' || view.state === 'withdrawn') return undefined
  const names = { match: 'Look for partners again', take: 'Our own team takes it', withdraw: 'The customer withdraws' }
  const steps = view.state === 'unmatched' ? (['match', 'take', 'withdraw'] as const) : (['withdraw'] as const)
  return (
    <div className="task-buttons">
      {steps.map((step) => (
        <form key={step} method="post" action={`/console/referrals/${view.id}/${step}`}>
          <input type="hidden" name="form" value={formId} />
          <button type="submit" className="quiet-button">
            {names[step]}
          </button>
        </form>
      ))}
    </div>
  )
}
