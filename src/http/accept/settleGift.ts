import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { type GiftOrderRow, lockGiftOrder, moveGiftOrder } from '../../db/giftOrders.ts'
import type { Caller } from '../../db/keys.ts'
import { closeTask } from '../../db/tasks.ts'
import { DomainError } from '../../domain/errors.ts'

/** What a person says of a gift that was left to them: they sent it, or the provider had it; it is to be ordered again; or nobody will. */
export const giftEnds = ['sent', 'again', 'dropped'] as const
export type GiftEnd = (typeof giftEnds)[number]

const ends = {
  sent: { from: ['by-hand', 'failed'], to: 'ordered', reason: null },
  again: { from: ['failed'], to: 'claimed', reason: null, provider: null },
  dropped: { from: ['by-hand', 'failed'], to: 'failed', reason: 'dropped' },
} as const

/** Takes down what became of a gift that a person looked after, and closes the task. The same again changes nothing.
 *  @throws {DomainError} not-found · gift.settled — what became of it is known, or whom it is for is not any more */
export async function settleGift(tx: Db, caller: Caller, { id, as }: { id: string; as: GiftEnd }): Promise<void> {
  const order = await lockGiftOrder(tx, id)
  if (!order) throw new DomainError('not-found', `there is no gift '${id}'`)
  if (isSettledAs(order, as)) return
  if (as === 'again' && order.contact_id === null) throw settled('whom it was for is forgotten')
  if (!(await moveGiftOrder(tx, id, ends[as]))) throw settled(`it is ${order.state}`)
  await record(tx, { actor: caller.id, what: `gift.${as}`, about: { order: id } })
  for (const kind of ['gift-to-send', 'gift-failed'] as const)
    await closeTask(tx, { kind, about: id }, { by: caller.id })
}

function isSettledAs({ state, reason }: GiftOrderRow, as: GiftEnd): boolean {
  if (as === 'dropped') return state === 'failed' && reason === 'dropped'
  return state === (as === 'sent' ? 'ordered' : 'claimed')
}

function settled(why: string): DomainError {
  return new DomainError('gift.settled', why)
}
