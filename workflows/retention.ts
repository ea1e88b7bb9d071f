import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.ts'
import { type KeptKind, keptKinds } from '../src/domain/retention.ts'
import { database } from './options.ts'

/** A minute of batches, and the one that was under way when it was over. */
const { expireKept, finishErasures } = proxyActivities<Activities>({ ...database, startToCloseTimeout: '5 minutes' })

/** Once a day: forgets about people what was kept long enough, and finishes erasures that broke off.
 *  @returns how many rows of each kind went */
export async function retention(): Promise<Partial<Record<KeptKind | 'erasures', number>>> {
  const forgotten: Partial<Record<KeptKind | 'erasures', number>> = { erasures: await finishErasures() }
  for (const kind of keptKinds) {
    let more = true
    while (more) {
      const step = await expireKept(kind)
      forgotten[kind] = (forgotten[kind] ?? 0) + step.rows
      more = step.more
    }
  }
  return forgotten
}
