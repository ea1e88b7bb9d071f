import { proxyActivities, workflowInfo } from '@temporalio/workflow'
import type { Found, WatchActivities } from '../activities/watch.ts'
import type { Patience } from '../src/domain/workflowState.ts'

/** How the watchdog looks. `sample`: how many workflows it describes at most for each reason to look. */
export type WatchInput = { readonly patience: Patience; readonly sample: number }

const steps = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
} as const
const { watchEngagements, watchOutbox, watchPeople, watchAudit, watchLetters, mendBatch, reportWatch } =
  proxyActivities<WatchActivities>(steps)

/** One look of the watchdog over engagements, outbox and ledger: it mends what can be mended and shows the rest as tasks. A step
 *  that fails does not keep the others from being taken. A look that dies does no harm: the next one does it all again.
 *  @returns what was found and done
 *  @throws the first failure, after all steps were taken */
export async function watch({ patience, sample }: WatchInput): Promise<Found> {
  const counts: Found[] = []
  const failures: unknown[] = []
  async function take(step: () => Promise<Found>): Promise<void> {
    await step().then(
      (found) => counts.push(found),
      (error: unknown) => failures.push(error),
    )
  }
  await take(() => watchEngagements({ patience, sample }))
  await take(() => watchOutbox({ patience }))
  await take(watchPeople)
  await take(() => watchAndMendLetters(patience))
  await take(watchAudit)
  const found = { ...sum(counts), failedSteps: failures.length }
  await reportWatch(found)
  if (failures.length > 0) throw failures[0]
  return found
}

/** The first batch that Resend does not take ends it: the others wait for the next look. */
async function watchAndMendLetters(patience: Patience): Promise<Found> {
  const { batches, found } = await watchLetters({ patience })
  const taskQueue = `${workflowInfo().taskQueue}-email` // where calls to Resend keep to its rate limit
  const mended: Found[] = []
  for (const batch of batches) mended.push(await mendBatch.executeWithOptions({ taskQueue }, [batch]))
  return sum([found, ...mended])
}

function sum(counts: readonly Found[]): Found {
  const names = new Set(counts.flatMap((found) => Object.keys(found)))
  return Object.fromEntries(
    [...names].map((name) => [name, counts.reduce((total, found) => total + (found[name] ?? 0), 0)]),
  )
}
