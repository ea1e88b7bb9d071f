import { nameOfContact } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { findGiftOrder } from '../../db/giftOrders.ts'
import { DomainError } from '../../domain/errors.ts'

/** An order as the operator sees it: whom it is for only while they have to do something about it. */
export async function giftOrderView(db: Db, id: string) {
  const order = await findGiftOrder(db, id)
  if (!order) throw new DomainError('not-found', `there is no gift '${id}'`)
  const { email, survey_language: language } = order
  const isOwed = order.state === 'by-hand' || (order.state === 'failed' && order.reason !== 'dropped')
  const recipient =
    isOwed && email !== null && language !== null ? { name: nameOfContact(order), email, language } : null
  return {
    id: order.id,
    program: { id: order.program_id, version: order.program_version },
    amount: order.amount,
    currency: order.currency,
    state: order.state,
    reason: order.reason,
    provider: order.provider,
    providerId: order.provider_id,
    cost: order.cost,
    chosenAt: order.chosen_at.toISOString(),
    settledAt: order.settled_at?.toISOString() ?? null,
    recipient,
  }
}

export type GiftOrderView = Awaited<ReturnType<typeof giftOrderView>>
