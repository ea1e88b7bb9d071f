import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client'
import type { Config } from '../config.ts'
import type { Inspected, Inspector, Pending, WorkflowState } from '../domain/workflowState.ts'
import { workflowId } from './engagements.ts'

/** Looks at the workflows of engagements as Temporal knows them, not as its lists show them: those lag behind. */
export function createInspector(client: Client, { TASK_QUEUE }: Pick<Config, 'TASK_QUEUE'>): Inspector {
  return {
    look: async (engagement) => inTime(client, () => look(client, engagement)),
    timer: async (engagement) => inTime(client, () => timer(client, engagement)),
    broken: async ({ of, since, limit }) =>
      inTime(client, async () => {
        const query = `WorkflowType = '${of === 'engagements' ? 'engagement' : 'referral'}' AND TaskQueue = '${TASK_QUEUE}' AND CloseTime > '${since.toISOString()}'
          AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Failed', 'Canceled')`
        const runs = []
        for await (const { workflowId: id, closeTime } of client.workflow.list({ query, pageSize: limit })) {
          if (closeTime) runs.push({ engagementId: id.slice(id.lastIndexOf('/') + 1), closedAt: closeTime })
          if (runs.length === limit) break
        }
        return runs
      }),
  }
}

/** A Temporal that does not answer must fail the look, not hang it. */
async function inTime<Seen>(client: Client, see: () => Promise<Seen>): Promise<Seen> {
  return client.connection.withDeadline(Date.now() + 10_000, see)
}

async function look(client: Client, engagement: Inspected): Promise<WorkflowState> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId(engagement)).describe()
    return status.name === 'RUNNING' ? { run: 'running', pending: pendingIn(raw) } : { run: 'over' }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { run: 'missing' }
    throw error
  }
}

function pendingIn({
  pendingWorkflowTask,
  pendingActivities,
}: WorkflowExecutionDescription['raw']): readonly Pending[] {
  const activities = (pendingActivities ?? []).map(({ activityType, attempt, scheduledTime }) => ({
    what: activityType?.name ?? 'activity',
    attempts: attempt ?? 1,
    since: instantOf(scheduledTime),
  }))
  if (!pendingWorkflowTask) return activities
  const { attempt, originalScheduledTime, scheduledTime } = pendingWorkflowTask
  const since = instantOf(originalScheduledTime ?? scheduledTime)
  return [...activities, { what: 'workflow task', attempts: attempt ?? 1, since }]
}

/** How far back the timer is looked for. */
const newest = 50

async function timer(client: Client, engagement: Inspected): Promise<Date | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId: workflowId(engagement) },
    maximumPageSize: newest,
  })
  const events = history?.events ?? []
  const over = new Set(
    events.map((event) =>
      String((event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes)?.startedEventId),
    ),
  )
  const due = events.flatMap(({ eventId, eventTime, timerStartedEventAttributes: started }) => {
    const { seconds, nanos } = started?.startToFireTimeout ?? {}
    if (!started || over.has(String(eventId))) return []
    return [instantOf(eventTime).getTime() + Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1_000_000]
  })
  return due.length > 0 ? new Date(Math.min(...due)) : undefined
}

type Timestamp = NonNullable<WorkflowExecutionDescription['raw']['pendingWorkflowTask']>['scheduledTime']

function instantOf(timestamp: Timestamp): Date {
  return new Date(Number(timestamp?.seconds ?? 0) * 1000 + (timestamp?.nanos ?? 0) / 1_000_000)
}
