import { ApplicationFailure, continueAsNew, workflowInfo } from '@temporalio/workflow'
import type { Claimed } from '../activities/reports.ts'
import { claimReports } from './effects.ts'
import { sendAbout } from './letters.ts'

/** Whose report is next. */
export type ReportsInput = { readonly programId: string; readonly after: string }

/** Sends a program's reports of the month that is over, each once: hour by hour on the first days of a month, so that every time zone has
 *  its turn, and what fails has others.
 *  @throws when some could not be made, after all others were sent */
export async function reports({ programId, after: first }: ReportsInput): Promise<void> {
  const failed: string[] = []
  let after: string | null = first
  while (after !== null) {
    const claimed: Claimed = await claimReports({ programId, after })
    await sendAbout(claimed.told)
    failed.push(...claimed.failed)
    after = claimed.next
    if (after !== null && failed.length === 0 && workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof reports>({ programId, after })
  }
  if (failed.length > 0)
    throw ApplicationFailure.nonRetryable('some reports could not be made', 'reports.failed', failed)
}
