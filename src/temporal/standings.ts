import type { Client } from '@temporalio/client'
import { findStanding, type StandingInput } from '../../workflows/messages.ts'
import type { standing as standingWorkflow } from '../../workflows/standing.ts'
import { type DueStanding, postponeStandings, removeDueStandings, takeDueStandings } from '../db/standingsDue.ts'
import type { RelayDependencies } from './relay.ts'

/** Standings taken in one transaction: it stays open while their workflows are told. */
const limit = 200

/** Has the standings found that are due, each by a workflow of its own, once for all that moved it since.
 *  @returns how many rows are settled */
export async function carryStandings({ db, client, config, log }: RelayDependencies): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due = await takeDueStandings(tx, { limit })
    const told = await Promise.all(
      groupsOf(due).map(async ([whose, ...others]) => {
        const { programId, partnerId } = whose
        try {
          await tellStanding(client, config.TASK_QUEUE, { programId, partnerId })
          return [whose, ...others]
        } catch (error) {
          log.warn({ err: error, programId, partnerId }, 'a standing cannot be found yet, will be tried again')
          return []
        }
      }),
    )
    const settled = new Set(told.flat())
    const left = due.filter((row) => !settled.has(row))
    if (settled.size > 0) await removeDueStandings(tx, idsOf([...settled]))
    if (left.length > 0) await postponeStandings(tx, idsOf(left), { seconds: backoff(left) })
    return settled.size
  })
}

type Group = readonly [DueStanding, ...DueStanding[]]

function groupsOf(due: readonly DueStanding[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const row of due) {
    const key = `${row.programId}/${row.partnerId}`
    const [first, ...others] = groups.get(key) ?? []
    groups.set(key, first ? [first, ...others, row] : [row])
  }
  return [...groups.values()]
}

function idsOf(rows: readonly DueStanding[]): readonly string[] {
  return rows.map(({ id }) => id)
}

/** Seconds until the next attempt: 1, 2, 4 … 30. There is always a next one. */
function backoff(rows: readonly DueStanding[]): number {
  return Math.min(30, 2 ** Math.min(...rows.map((row) => row.attempts)))
}

/** Starts the workflow that finds a standing, or has the one that is at it find it once more. Workflows are named after the task
 *  queue, so that several of us may share a namespace. */
async function tellStanding(client: Client, taskQueue: string, whose: StandingInput): Promise<void> {
  await client.connection.withDeadline(Date.now() + 10_000, () =>
    client.workflow.signalWithStart<typeof standingWorkflow>('standing', {
      workflowId: `${taskQueue}-standing/${whose.programId}/${whose.partnerId}`,
      taskQueue,
      args: [whose],
      signal: findStanding,
      workflowRunTimeout: '2 days', // what it does not manage the daily run does
    }),
  )
}
