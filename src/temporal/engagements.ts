import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { engagement as engagementWorkflow } from '../../workflows/engagement.ts'
import { type EngagementInput, searchAttributes, tellFacts } from '../../workflows/messages.ts'
import type { NumberedFact } from '../domain/fact.ts'

/** An engagement as its workflow is started: its input, and the ids it is found by. */
export type EngagementStart = {
  readonly input: EngagementInput
  readonly program: string
  readonly partner: string
  readonly psm: string | null
  readonly taskQueue: string
}

/** The id of an engagement's workflow, readable in the Temporal UI. */
export function workflowId({ program, engagementId }: { program: string; engagementId: string }): string {
  return `${program}/${engagementId}`
}

/** Tells an engagement's workflow what happened, and starts it when there is none yet.
 *  @param restart also starts it when it ran before and is over
 *  @returns false when it is over and was not restarted */
export async function tellEngagement(
  client: Client,
  { input, program, partner, psm, taskQueue }: EngagementStart,
  facts: readonly NumberedFact[],
  { restart }: { restart: boolean },
): Promise<boolean> {
  const { label, engagementId } = input
  try {
    await client.connection.withDeadline(Date.now() + 10_000, () =>
      client.workflow.signalWithStart<typeof engagementWorkflow, [readonly NumberedFact[]]>('engagement', {
        workflowId: workflowId({ program, engagementId }),
        workflowIdReusePolicy: restart ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        taskQueue,
        args: [input],
        signal: tellFacts,
        signalArgs: [facts],
        staticSummary: summaryOf(`${label.program} · ${label.subject} · ${label.partner} for ${label.customer}`),
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributes.program, value: program },
          { key: searchAttributes.partner, value: partner },
          { key: searchAttributes.stage, value: 'gates' },
          { key: searchAttributes.escalated, value: false },
          ...(psm ? [{ key: searchAttributes.psm, value: psm }] : []),
        ]),
      }),
    )
    return true
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false
    throw error
  }
}

/** Temporal refuses to start a workflow whose summary takes more than 400 bytes, wrapping included. */
const summaryBytes = 300

export function summaryOf(text: string): string {
  let summary = text
  while (Buffer.byteLength(JSON.stringify(summary)) > summaryBytes)
    summary = `${Array.from(summary).slice(0, -2).join('')}…`
  return summary
}
