import { continueAsNew, workflowInfo } from '@temporalio/workflow'
import type { Standings } from '../activities/standings.ts'
import { ensureReports, keepStandings, listPrograms } from './effects.ts'
import { sendAbout } from './letters.ts'

/** Where a run goes on that has become too long. */
export type StandingsInput = { readonly programId: string; readonly after: string }

/** Once a day: finds where all partners of all programs stand, keeps what has changed with the day, tells those who stand on the other
 *  side than before, and sends the notices of renewals that are due. Programs that report get their schedule. Safe to repeat. Letters leave beside it: what does not within a
 *  day, the watchdog sees to. */
export async function standings(from: StandingsInput = { programId: '', after: '' }): Promise<void> {
  const sending: Promise<unknown>[] = []
  await ensureReports()
  for (const programId of await listPrograms()) {
    if (programId < from.programId) continue
    let after: string | null = programId === from.programId ? from.after : ''
    while (after !== null) {
      const { told, next }: Standings = await keepStandings({ programId, after })
      sending.push(sendAbout(told).catch((error: unknown) => error))
      after = next
      if (after === null || !workflowInfo().continueAsNewSuggested) continue
      await Promise.all(sending)
      await continueAsNew<typeof standings>({ programId, after })
    }
  }
  await Promise.all(sending)
}
