import { nameIn } from '../../../locales/names.ts'
import type { Completing } from '../completing.ts'
import type { Judging } from '../judging.ts'
import type { Naming } from '../naming.ts'
import { mayMeetContacts } from '../steps.ts'
import type { ConsoleView } from '../view.ts'
import { Actions } from './Actions.tsx'
import { Answers } from './Answers.tsx'
import { Complete } from './Complete.tsx'
import { Contacts } from './Contacts.tsx'
import { Gates } from './Gates.tsx'
import { Invitations } from './Invitations.tsx'
import { Judge } from './Judge.tsx'
import { Letters } from './Letters.tsx'
import { NameContacts } from './NameContacts.tsx'
import type { Notice } from './notices.ts'
import { OpenTasks } from './OpenTasks.tsx'
import { Overview } from './Overview.tsx'
import { writePage } from './Page.tsx'
import { Timeline } from './Timeline.tsx'

export type EngagementPageProps = ConsoleView & {
  readonly now: Date
  /** Names this showing of the page, so that its buttons work once. */
  readonly formId: string
  /** What came of the form that was sent last. */
  readonly notice?: Notice
  readonly naming?: Naming
  readonly judging?: Judging
  readonly completing?: Completing
}

/** One engagement: where it stands, what can be done, who takes part, what happened. */
export function EngagementPage(props: EngagementPageProps): string {
  const { id, subject, customer, partnerName, programName, notice, role, workflowUrl } = props
  const parties = `${nameIn('en-US', partnerName)} for ${nameIn('en-US', customer.name)}`
  const title = `${programName} · ${nameIn('en-US', subject.name)} · ${parties}`
  return writePage({
    title: notice?.kind === 'problem' || props.naming || props.judging || props.completing ? `Error: ${title}` : title,
    role,
    tasks: props.tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href="/console">All engagements</a>
          <a href={`/console/partners/${props.partnerId}/results/${props.program.id}`}>Results</a>
        </nav>
        <h1>{title}</h1>
        <p className="quiet ids">
          {id} · {props.externalId} at the partner · {props.program.id} version {props.program.version}
          {' · '}
          <a href={`/console/partners/${props.partnerId}/standings/${props.program.id}`}>
            Where {nameIn('en-US', partnerName)} stands
          </a>
          {workflowUrl !== undefined && (
            <>
              {' · '}
              <a href={workflowUrl}>Workflow in the Temporal UI</a>
            </>
          )}
          {props.referralId !== undefined && (
            <>
              {' · '}
              <a href={`/console/referrals/${props.referralId}`}>The referral it came from</a>
            </>
          )}
        </p>
        {notice && (
          <p className={`note ${notice.kind}`} role={notice.kind === 'problem' ? 'alert' : 'status'}>
            {notice.text}
          </p>
        )}
        <OpenTasks {...props} />
        <Overview {...props} />
        <Complete {...props} />
        <Actions {...props} />
        {props.stage === 'closed' && <Judge {...props} about={undefined} disqualified={props.disqualified} />}
        <div className="pair">
          <Gates {...props} />
          <Invitations {...props} />
        </div>
        <Answers {...props} />
        <Contacts {...props} />
        {mayMeetContacts(role) && props.stage !== 'closed' && <NameContacts {...props} />}
        <Letters {...props} />
        <Timeline {...props} />
      </>
    ),
  })
}
