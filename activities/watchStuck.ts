import type { Db } from '../src/db/database.ts'
import { closeTask, closeTasksOfClosed, openTask } from '../src/db/tasks.ts'
import type { Found } from './watch.ts'

const kind = 'workflow-stuck'
/** More at once have one cause, and get one task. */
const most = 25
const all = { kind, about: 'workflows' } as const

type Stuck = {
  /** Ids of engagements. */
  readonly stuck: readonly string[]
  readonly stuckReferrals?: readonly string[]
  /** Ids of either. */
  readonly well: readonly string[]
}

/** Shows which workflows do not get on as tasks, and closes the tasks of those that do again. */
export async function showStuck(db: Db, { stuck, stuckReferrals = [], well }: Stuck): Promise<Found> {
  const count = stuck.length + stuckReferrals.length
  const isOutage = count > most
  const by = { by: 'watchdog' }
  return db.transaction().execute(async (tx) => {
    let tasksOpened = 0
    let tasksClosed = await closeTasksOfClosed(tx, kind, by)
    for (const about of isOutage ? [] : stuck) {
      tasksOpened += Number(await openTask(tx, { kind, about, engagementId: about }))
    }
    for (const about of isOutage ? [] : stuckReferrals) tasksOpened += Number(await openTask(tx, { kind, about }))
    for (const about of well) tasksClosed += Number(await closeTask(tx, { kind, about }, by))
    if (isOutage) tasksOpened += Number(await openTask(tx, all))
    else tasksClosed += Number(await closeTask(tx, all, by))
    return { stuck: count, tasksOpened, tasksClosed }
  })
}
