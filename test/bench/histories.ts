import type { Client } from '@temporalio/client'
import { eventsOf, type History } from '../support/history.ts'
import { until } from './ground.ts'

/** What workflows cost together: billed actions, events, and KB of history. */
export type Cost = { readonly actions: number; readonly events: number; readonly kilobytes: number }

/** Adds up what some workflows, now over, cost. */
export async function costOf(client: Client, workflowIds: readonly string[]): Promise<Cost> {
  const total = { actions: 0, events: 0, kilobytes: 0 }
  for (const workflowId of workflowIds) {
    const handle = client.workflow.getHandle(workflowId)
    await until(`the end of ${workflowId}`, async () => (await handle.describe()).status.name !== 'RUNNING')
    const history = await handle.fetchHistory()
    total.actions += actionsOf(history)
    total.events += eventsOf(history).length
    total.kilobytes += ((await handle.describe()).historySize ?? 0) / 1024
  }
  return total
}

/** What Temporal bills: a start (with its signal one, by a parent two), each other signal, activity, timer and upsert. */
function actionsOf(history: History): number {
  const events = eventsOf(history)
  const count = (has: (event: (typeof events)[number]) => unknown) =>
    events.filter((event) => Boolean(has(event))).length
  const started = events[0]?.workflowExecutionStartedEventAttributes
  const signals = count((event) => event.workflowExecutionSignaledEventAttributes)
  const isSignalWithStart = Boolean(events[1]?.workflowExecutionSignaledEventAttributes)
  return (
    (started?.parentWorkflowExecution ? 2 : 1) +
    (isSignalWithStart ? signals - 1 : signals) +
    count((event) => event.activityTaskScheduledEventAttributes) +
    count((event) => event.timerStartedEventAttributes) +
    count((event) => event.upsertWorkflowSearchAttributesEventAttributes)
  )
}
