import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'
import type { Config } from '../config.ts'
import { milliseconds } from '../domain/duration.ts'
import type { Patience } from '../domain/workflowState.ts'

type Settings = Pick<Config, 'TASK_QUEUE' | 'WATCHDOG_EVERY' | 'DAY'>

/** What happens again and again: a workflow, what it starts with, and how often in milliseconds, or on which days of a month every hour. */
type Recurring = { readonly workflow: string; readonly args: readonly unknown[] } & (
  | { readonly every: number }
  | { readonly days: { readonly start: number; readonly end: number } }
)

const minute = 60_000

const patience: Patience = {
  overdue: 10 * minute,
  claimed: 15 * minute,
  undelivered: 5 * minute,
  attempts: 10,
  pending: 60 * minute,
}

/** Our Temporal Schedules, one a line. */
function schedules({ WATCHDOG_EVERY, DAY }: Settings): Readonly<Record<string, Recurring>> {
  return {
    watchdog: { workflow: 'watch', args: [{ patience, sample: 200 }], every: milliseconds(WATCHDOG_EVERY) },
    retention: { workflow: 'retention', args: [], every: 24 * 60 * minute },
    tallies: { workflow: 'tallies', args: [], every: 60 * minute },
    participation: { workflow: 'participation', args: [], every: Math.max(minute, milliseconds(DAY)) },
    standings: { workflow: 'standings', args: [], every: Math.max(minute, milliseconds(DAY)) },
  }
}

/** Makes sure that every schedule is there as it is written here. One that is paused stays so. Schedules are named after the task
 *  queue, so that several of us may share a namespace. */
export async function ensureSchedules(client: Client, settings: Settings): Promise<void> {
  for (const [name, recurring] of Object.entries(schedules(settings))) await ensure(client, settings, name, recurring)
}

/** Makes sure that a program's reports are sent: every hour of the first days of a month, until each has left, wherever partners are.
 *  @source CI-07 */
export async function ensureReportSchedule(
  client: Client,
  settings: Pick<Settings, 'TASK_QUEUE'>,
  programId: string,
): Promise<void> {
  const recurring = { workflow: 'reports', args: [{ programId, after: '' }], days: { start: 1, end: 3 } }
  await ensure(client, settings, `report-${programId}`, recurring)
}

async function ensure(
  client: Client,
  { TASK_QUEUE }: Pick<Settings, 'TASK_QUEUE'>,
  name: string,
  recurring: Recurring,
): Promise<void> {
  const scheduleId = `${TASK_QUEUE}-${name}`
  const definition = definitionOf(scheduleId, TASK_QUEUE, recurring)
  try {
    await client.schedule.create({ scheduleId, ...definition })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    const { state } = await client.schedule.getHandle(scheduleId).describe()
    await client.schedule.getHandle(scheduleId).update(() => ({ ...definition, state }))
  }
}

function definitionOf(workflowId: string, taskQueue: string, { workflow, args, ...when }: Recurring) {
  return {
    spec:
      'every' in when
        ? { intervals: [{ every: when.every }] }
        : { calendars: [{ dayOfMonth: when.days, hour: everyHour }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 'every' in when ? when.every : 60 * minute },
    action: {
      type: 'startWorkflow' as const,
      workflowType: workflow,
      workflowId,
      taskQueue,
      args: [...args],
      workflowRunTimeout: 30 * minute,
    },
  }
}

const everyHour = { start: 0, end: 23 }
