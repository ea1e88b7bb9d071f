import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.ts'
import { database } from './options.ts'

/** A million answers take a minute or so. */
const { programsToTally, tallyProgram } = proxyActivities<Activities>({
  ...database,
  startToCloseTimeout: '10 minutes',
})

/** Once an hour: adds up what customers answered, program by program.
 *  @returns how many rows of each program that makes */
export async function tallies(): Promise<Readonly<Record<string, number>>> {
  const rows: Record<string, number> = {}
  for (const id of await programsToTally()) rows[id] = await tallyProgram(id)
  return rows
}
