import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { refreshTallies } from '../../src/db/tallies.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { replies } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

it('[CI-10] answers are added up by a workflow, program by program, once there are many', async () => {
  const { client, db, relayed } = world()
  await replies(db, 6)

  const run = () =>
    client.workflow.execute('tallies', { workflowId: randomUUID(), taskQueue: relayed.config.TASK_QUEUE, args: [] })

  expect(await run()).toMatchObject({ fasttrack: 0 })
  expect(await refreshTallies(db, fasttrack, { from: 5 })).toBeGreaterThan(0)
})
