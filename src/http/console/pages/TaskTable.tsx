import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import type { PartnerRow } from '../../../db/partners.ts'
import type { ListedTask } from '../../../db/tasks.ts'
import type { TaskKind } from '../../../domain/task.ts'
import { nameIn } from '../../../locales/names.ts'
import { ListTable } from './ListTable.tsx'
import { distance, When } from './When.tsx'
import { nameOf } from './words.ts'

export type TaskTableProps = {
  readonly tasks: readonly ListedTask[]
  readonly partners: readonly Pick<PartnerRow, 'id' | 'name'>[]
  readonly role: Role
  readonly now: Date
  /** Names this showing of the page, so that its buttons work once. */
  readonly formId: string
  /** The page somebody comes back to. */
  readonly back: string
}

/** One task a line, with the buttons that end it. */
export function TaskTable(props: TaskTableProps): ReactNode {
  return (
    <ListTable caption="Tasks, newest first" headings={['Task', 'Engagement', 'Partner', 'Since', 'Done']}>
      {props.tasks.map((task) => (
        <Line key={task.id} {...props} task={task} />
      ))}
    </ListTable>
  )
}

export type TaskProps = Omit<TaskTableProps, 'tasks'> & { readonly task: ListedTask }

function Line(props: TaskProps): ReactNode {
  const { task, partners, now } = props
  const { engagement_id: engagement, subject_name: subject, customer_name: customer, partner_id: partner } = task
  const partnerNames = Object.fromEntries(partners.map(({ id, name }) => [id, nameIn('en-US', name)]))
  return (
    <tr>
      <th scope="row" className="task">
        {sentenceOf(task)} <span className="quiet">{task.about}</span>
      </th>
      <td data-label="Engagement">
        {engagement && (
          <a href={`/console/engagements/${engagement}`}>
            {nameIn('en-US', subject ?? '')} for {nameIn('en-US', customer ?? '')}
          </a>
        )}
      </td>
      <td data-label="Partner">{partner && nameOf(partnerNames, partner)}</td>
      <td data-label="Since">
        <When at={task.opened_at} /> <span className="quiet">{distance(task.opened_at, now)}</span>
      </td>
      <td data-label="Done">{task.closed_at ? <When at={task.closed_at} /> : <TaskButtons {...props} />}</td>
    </tr>
  )
}

/** What has to be done, in words. */
export function sentenceOf({ kind, about }: Pick<ListedTask, 'kind' | 'about'>): string {
  if (kind === 'workflow-stuck' && about === 'workflows') return manyStuck
  return sentences[kind]
}

const manyStuck = 'Many workflows fail at once: look at the worker’s log and at the newest release.'
const sentences: Readonly<Record<TaskKind, string>> = {
  'contact-unreachable': 'No address of a contact takes mail, and nobody stands in: have another contact named.',
  'letter-undelivered':
    'A letter to the partner, success manager or owner was not delivered: have the address put right.',
  'letter-unresolved': 'Nobody knows whether a letter left: look for it at Resend and say what you found.',
  'workflow-stuck': 'The workflow fails at the same step again and again: look at it in the Temporal UI.',
  'gift-to-send': 'Somebody chose a gift card: send it by hand, then say so.',
  'gift-failed': 'A gift card could not be ordered: see whether the provider has the order, then say what to do.',
  'referral-unmatched':
    'No partner is left for a customer who asked for help: have partners looked for again, or our own team take it.',
  'contacts-strange':
    'Contacts have addresses of the partner’s own or of a free mail service: see whether they are customers.',
  'contacts-late': 'Contacts were changed after the work was completed: ask the partner why.',
  'answers-burst': 'Many answers about one partner came from one network at once: see whether customers gave them.',
  'facts-undelivered': 'Accepted facts do not reach their workflows: see whether Temporal and the server run.',
}

/** Ends a task; one about a letter by what was found out. */
export function TaskButtons({ task, role, formId, back }: TaskProps): ReactNode {
  if (task.kind === 'letter-unresolved' && role === 'operator') {
    return (
      <form className="task-buttons" method="post" action={`/console/letters/${task.about}/resolve`}>
        <input type="hidden" name="form" value={formId} />
        <input type="hidden" name="back" value={back} />
        <button type="submit" name="as" value="sent" className="quiet-button">
          It left
        </button>
        <button type="submit" name="as" value="unsent" className="quiet-button">
          It did not: send it again
        </button>
      </form>
    )
  }
  if (isGift(task)) return <a href={`/console/gifts/${task.about}`}>See for whom</a>
  return (
    <form className="task-buttons" method="post" action={`/console/tasks/${task.id}/close`}>
      <input type="hidden" name="back" value={back} />
      <button type="submit" className="quiet-button">
        Done
      </button>
    </form>
  )
}

function isGift({ kind }: ListedTask): boolean {
  return kind === 'gift-to-send' || kind === 'gift-failed'
}
