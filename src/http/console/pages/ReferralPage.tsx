import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import { nameIn } from '../../../locales/names.ts'
import type { referralView } from '../../api/referrals/view.ts'
import { hasRight } from '../../rights.ts'
import { ConsideredSummary } from './Considered.tsx'
import { writePage } from './Page.tsx'
import { choiceNames, offerStateNames, ReferralChip, waitingSentence } from './referralWords.tsx'
import { When } from './When.tsx'

type View = Awaited<ReturnType<typeof referralView>>

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
            {view.kind} referral · {customer.country} · {customer.language} · {customer.size} · {customer.industry} ·{' '}
            {customer.licences} licences
          </p>
          {workflowUrl !== undefined && (
            <p>
              <a href={workflowUrl}>Workflow in the Temporal UI</a>
            </p>
          )}
          <Steps {...props} />
        </section>
        <Offers {...props} />
        <Engagements {...props} />
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

function Offers({ view, partnerNames }: ReferralPageProps): ReactNode {
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">Offers</h2>
      {view.offers.length === 0 && <p className="quiet">Nobody was asked yet.</p>}
      <ul>
        {view.offers.map((offer) => (
          <li key={offer.id}>
            <strong>
              {offer.partnerId === null ? (
                'Our own team'
              ) : (
                <a href={`/console/partners/${offer.partnerId}/referrals`}>{nameOf(partnerNames, offer.partnerId)}</a>
              )}
            </strong>
            : {offer.workloads.join(', ')} · {offerStateNames[offer.state]}
            {offer.reason !== null && `: ${offer.reason}`}
            {offer.state === 'open' && offer.until !== null && (
              <>
                {' '}
                until <When at={offer.until} />
              </>
            )}
            <span className="quiet">
              {' '}
              · {choiceNames[offer.why]} ({offer.received} received)
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Engagements({ view }: ReferralPageProps): ReactNode {
  if (view.engagements.length === 0) return undefined
  return (
    <section className="card" aria-labelledby="engagements">
      <h2 id="engagements">Engagements it led to</h2>
      <ul>
        {view.engagements.map((id) => (
          <li key={id}>
            <a href={`/console/engagements/${id}`}>{id}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function nameOf(names: ReadonlyMap<string, string>, id: string): string {
  return nameIn('en-US', names.get(id) ?? id)
}
