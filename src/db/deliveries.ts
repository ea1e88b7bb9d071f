import type { Generated } from 'kysely'
import type { Delivery, Permanence } from '../domain/delivery.ts'
import type { Db } from './database.ts'

/** What Resend told about letters it took, once an event. Of a letter that is not ours only this is kept. */
export type DeliveriesTable = {
  event_id: string
  letter_id: string | null
  provider_id: string
  type: Delivery
  permanence: Permanence | null
  at: Date
  received_at: Generated<Date>
  applied_at: Date | null
}

export type NewDelivery = {
  readonly eventId: string
  readonly providerId: string
  readonly letterId: string | undefined
  readonly type: Delivery
  readonly permanence: Permanence | undefined
  readonly at: Date
}

/** Keeps an event, once. @returns whether it is new */
export async function addDelivery(tx: Db, delivery: NewDelivery): Promise<boolean> {
  const added = await tx
    .insertInto('deliveries')
    .values({
      event_id: delivery.eventId,
      provider_id: delivery.providerId,
      letter_id: delivery.letterId ?? null,
      type: delivery.type,
      permanence: delivery.permanence ?? null,
      at: delivery.at,
      applied_at: delivery.letterId === undefined ? null : new Date(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return added !== undefined
}
