import type { ReactNode } from 'react'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { sentenceOf, TaskButtons } from './TaskTable.tsx'
import { distance } from './When.tsx'

/** What whoever looks has to do about this engagement. */
export function OpenTasks(props: EngagementPageProps): ReactNode {
  const { id, openTasks, now, role, formId } = props
  if (openTasks.length === 0) return undefined
  const rest = { role, now, formId, partners: [], back: `/console/engagements/${id}` }
  return (
    <section className="card late" aria-labelledby="tasks">
      <h2 id="tasks">To do</h2>
      <ul className="facts">
        {openTasks.map((task) => (
          <li key={task.id}>
            <span>
              {sentenceOf(task)}{' '}
              <span className="quiet">
                {task.about === id ? '' : `${task.about} · `}
                {distance(task.opened_at, now)}
              </span>
            </span>
            <TaskButtons task={task} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  )
}
