import type { Found } from '../../activities/watch.ts'
import type { Patience } from '../../src/domain/workflowState.ts'
import type { watch as watchWorkflow } from '../../workflows/watch.ts'
import type { World } from './world.ts'

const minute = 60_000

/** Patient enough for what is under way in a test, and no longer. */
export const impatient: Patience = {
  overdue: 1_000,
  claimed: 1_000,
  undelivered: 5 * minute,
  attempts: 3,
  pending: 60 * minute,
}

/** The watchdog of a world, which looks when it is told to. */
export function watchdog({ client, db, relayed }: Pick<World, 'client' | 'db' | 'relayed'>) {
  /** Has the watchdog look once. @returns what it found */
  async function look(patience: Partial<Patience> = {}): Promise<Found> {
    return client.workflow.execute<typeof watchWorkflow>('watch', {
      workflowId: `watch-${crypto.randomUUID()}`,
      taskQueue: relayed.config.TASK_QUEUE,
      args: [{ patience: { ...impatient, ...patience }, sample: 100 }],
    })
  }

  /** Why an engagement was mended, each time. */
  async function repairs(engagementId: string): Promise<readonly unknown[]> {
    const entries = await db
      .selectFrom('audit')
      .select('about')
      .where('engagement_id', '=', engagementId)
      .where('what', '=', 'repaired')
      .orderBy('id')
      .execute()
    return entries.map(({ about }) => about['why'])
  }

  /** The tasks about something: 'workflow-stuck open'. */
  async function tasksAbout(about: string): Promise<readonly string[]> {
    const tasks = await db.selectFrom('tasks').selectAll().where('about', '=', about).orderBy('opened_at').execute()
    return tasks.map(({ kind, closed_at: closedAt }) => `${kind} ${closedAt ? 'closed' : 'open'}`)
  }

  return { look, repairs, tasksAbout }
}
