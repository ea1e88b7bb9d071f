import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { eventsOf, type History } from '../../support/history.ts'
import { type Ground, until } from '../ground.ts'
import { effects, tables } from './effects.ts'
import { answered, named, plainEngagement, reached } from './workflows.ts'

const taskQueue = 'straightforward'

/** Starts a worker of the straightforward design, in this process. */
export async function startStraightforward(ground: Ground): Promise<void> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') })
  await ground.db.query(tables)
  const connection = await NativeConnection.connect({ address: ground.temporal.address })
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
    activities: effects(ground.db),
  })
  const running = worker.run()
  ground.atEnd(async () => {
    worker.shutdown()
    await running
    await connection.close()
  })
}

/** Lives one life in which everybody answers, the last after a reminder. @returns the ids of its workflows */
export async function livePlainly(
  ground: Ground,
  client: Client,
  { contacts, day }: { contacts: number; day: number },
): Promise<readonly string[]> {
  const id = `plain-${contacts}`
  const ids = Array.from({ length: contacts }, (_, i) => `c${i}`)
  const waits = { escalate: 7 * day, remind: 14 * day, close: 30 * day }
  const parent = await client.workflow.start(plainEngagement, { workflowId: id, taskQueue, args: [{ id, waits }] })
  for (const gate of ['milestone', 'payment']) {
    await parent.signal(reached, gate)
    await pause(200)
  }
  await letter(ground, id, 'contact-request', 'partner')
  await parent.signal(named, ids)
  for (const [i, contact] of ids.entries()) {
    await letter(ground, id, i === contacts - 1 ? 'survey-reminder' : 'survey-invitation', contact)
    const child = client.workflow.getHandle(`${id}/${contact}`)
    await until('the timer behind a letter', async () => isWaiting(await child.fetchHistory()))
    await child.signal(answered)
  }
  await parent.result()
  return [id, ...ids.map((contact) => `${id}/${contact}`)]
}

/** Whether the last letter is followed by its timer: an answer that came before would spare it. */
function isWaiting(history: History): boolean {
  const events = eventsOf(history)
  const letters = events.filter((event) => event.activityTaskScheduledEventAttributes)
  return events.filter((event) => event.timerStartedEventAttributes).length === letters.length
}

async function letter({ db }: Ground, id: string, kind: string, to: string): Promise<void> {
  await until(`the ${kind} to ${to}`, async () => {
    const { rowCount } = await db.query('select from plain_letters where id = $1 and kind = $2 and recipient = $3', [
      id,
      kind,
      to,
    ])
    return rowCount === 1
  })
}
