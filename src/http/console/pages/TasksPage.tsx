import type { ReactNode } from 'react'
import { writePage } from './Page.tsx'
import { TaskTable, type TaskTableProps } from './TaskTable.tsx'

export type TasksPageProps = TaskTableProps & {
  /** How many are open. */
  readonly count: number | undefined
  readonly isDone: boolean
  readonly isFirst: boolean
  /** Where the next page goes on. */
  readonly older: string | undefined
}

/** What somebody has to do. */
export function TasksPage(props: TasksPageProps): string {
  const { tasks, count, isDone, isFirst, older, role } = props
  const query = isDone ? '&done=1' : ''
  return writePage({
    title: isDone ? 'Tasks that are done' : 'Tasks',
    role,
    tasks: count,
    children: (
      <>
        <h1>{isDone ? 'Tasks that are done' : 'Tasks'}</h1>
        {tasks.length === 0 ? <NoTasks {...props} /> : <TaskTable {...props} />}
        <nav className="pages" aria-label="Pages">
          {!isFirst && <a href={isDone ? '/console/tasks?done=1' : '/console/tasks'}>Newest</a>}
          {older && (
            <a href={`/console/tasks?cursor=${older}${query}`} rel="next">
              Older
            </a>
          )}
          <a href={isDone ? '/console/tasks' : '/console/tasks?done=1'}>
            {isDone ? 'Open tasks' : 'Tasks that are done'}
          </a>
        </nav>
      </>
    ),
  })
}

function NoTasks({ isDone, role }: TasksPageProps): ReactNode {
  if (isDone) return <p className="card">No task was done yet.</p>
  return (
    <div className="card">
      <h2>Nothing to do</h2>
      <p>{emptyList[role === 'operator' ? 'operator' : 'psm']}</p>
    </div>
  )
}

const emptyList = {
  operator:
    'A letter nobody knows the fate of, or a workflow that does not get on, appears here as soon as it is found.',
  psm: 'A contact of your partners whom no letter reaches appears here as soon as Plaudit has tried all it can.',
}
