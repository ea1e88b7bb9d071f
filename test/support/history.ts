import type { Client, WorkflowHandle } from '@temporalio/client'

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>
type HistoryEvent = NonNullable<History['events']>[number]

export function eventsOf(history: History): readonly HistoryEvent[] {
  return history.events ?? []
}

/** The timers a workflow started, in milliseconds, with what they wait for. */
export function timersOf(history: History): readonly { readonly length: number; readonly summary: string }[] {
  return eventsOf(history).flatMap((event) => {
    const timeout = event.timerStartedEventAttributes?.startToFireTimeout
    if (!timeout) return []
    const length = Number(timeout.seconds ?? 0) * 1000 + (timeout.nanos ?? 0) / 1_000_000
    return [{ length, summary: textOf(event.userMetadata?.summary?.data) }]
  })
}

/** The activities a workflow asked for, in order, with the summary the UI shows. */
export function activitiesOf(history: History): readonly { readonly name: string; readonly summary: string }[] {
  return eventsOf(history).flatMap((event) => {
    const name = event.activityTaskScheduledEventAttributes?.activityType?.name
    return name ? [{ name, summary: textOf(event.userMetadata?.summary?.data) }] : []
  })
}

/** What Temporal bills, by kind: a start, each signal after it, activities, timers and writes of search attributes. */
export function actionsOf(history: History): Readonly<Record<string, number>> {
  const events = eventsOf(history)
  const count = (has: (event: HistoryEvent) => unknown) => events.filter((event) => Boolean(has(event))).length
  return {
    starts: count((event) => event.workflowExecutionStartedEventAttributes),
    signals: count((event) => event.workflowExecutionSignaledEventAttributes) - 1,
    activities: count((event) => event.activityTaskScheduledEventAttributes),
    timers: count((event) => event.timerStartedEventAttributes),
    upserts: count((event) => event.upsertWorkflowSearchAttributesEventAttributes),
  }
}

/** Everything a history or an answer of the server says, as one text: payloads are decoded, not left in base64. */
export function everythingIn(said: unknown): string {
  return JSON.stringify(said, (key, part: unknown) =>
    key === 'data' && typeof part === 'string' ? Buffer.from(part, 'base64').toString('utf8') : part,
  )
}

/** What the Temporal UI shows as an engagement's current details. */
export async function detailsOf(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ readonly currentDetails?: string }>('__temporal_workflow_metadata')
  return metadata.currentDetails ?? ''
}

/** Starts a workflow again after its first workflow task, as the Temporal UI does. @returns the new run's id */
export async function resetToItsStart(client: Client, handle: WorkflowHandle): Promise<string> {
  const events = eventsOf(await handle.fetchHistory())
  const first = events.find((event) => event.workflowTaskCompletedEventAttributes)
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: handle.workflowId },
    reason: 'a test',
    requestId: crypto.randomUUID(),
    workflowTaskFinishEventId: first?.eventId ?? null,
  })
  return runId
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes).toString('utf8') : ''
}
