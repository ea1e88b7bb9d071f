import type { Client } from '@temporalio/client'
import type { gift as giftWorkflow } from '../../workflows/gift.ts'
import type { GiftInput } from '../../workflows/messages.ts'
import { postponeGifts, takeDueGifts } from '../db/giftQueue.ts'
import { milliseconds } from '../domain/duration.ts'
import type { RelayDependencies } from './relay.ts'

/** Gifts taken in one transaction: it stays open while their workflows start. */
const limit = 100
/** An order that is claimed still is looked after again, in seconds: its workflow may be lost, or was ending just when a person wanted the order
 *  again. While it runs that changes nothing. */
const again = 60
/** So soon where Temporal cannot be reached. */
const soon = 10

/** Has the gifts issued that were chosen, each by a workflow of its own.
 *  @returns how many were handed over */
export async function carryGifts({ db, client, config, log }: RelayDependencies): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due = await takeDueGifts(tx, { limit })
    const patience = milliseconds('3 days', milliseconds(config.DAY))
    const carried = await Promise.all(
      due.map(async (orderId) => {
        try {
          await startGift(client, config.TASK_QUEUE, { orderId, patience })
          return [orderId]
        } catch (error) {
          log.warn({ err: error, orderId }, 'a gift cannot be ordered yet, will be tried again')
          return []
        }
      }),
    )
    const started = carried.flat()
    const left = due.filter((id) => !started.includes(id))
    if (started.length > 0) await postponeGifts(tx, started, { seconds: again })
    if (left.length > 0) await postponeGifts(tx, left, { seconds: soon })
    return started.length
  })
}

async function startGift(client: Client, taskQueue: string, input: GiftInput): Promise<void> {
  await client.connection.withDeadline(Date.now() + 10_000, () =>
    client.workflow.start<typeof giftWorkflow>('gift', {
      workflowId: `gift/${input.orderId}`,
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [input],
    }),
  )
}
