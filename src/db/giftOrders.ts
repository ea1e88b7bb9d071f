import { type Generated, type Selectable, sql } from 'kysely'
import type { Gift } from '../domain/gift.ts'
import { newId } from '../domain/ids.ts'
import type { Db } from './database.ts'

/** Where an order stands. `claimed`: on its way to a provider; `by-hand`: a person was asked to send it; the others are ends. */
export const giftOrderStates = ['claimed', 'by-hand', 'ordered', 'failed'] as const

/** A gift card somebody chose: one a contact. It knows nothing of answers, and whom it is for only through the contact, until the
 *  contact is forgotten. */
export type GiftOrdersTable = {
  id: string
  contact_id: string | null
  program_id: string
  program_version: number
  amount: number
  currency: string
  state: Generated<(typeof giftOrderStates)[number]>
  /** Who was asked to issue it, and what they call it: of one that failed, what they call the order that they will never deliver. */
  provider: string | null
  provider_id: string | null
  /** What it cost with all fees, in US dollars, where the provider says so. */
  cost: number | null
  /** Why it failed. */
  reason: string | null
  attempts: Generated<number>
  /** When the relay has a workflow see to it next, while it is claimed. */
  due_at: Generated<Date>
  chosen_at: Generated<Date>
  settled_at: Date | null
}

export type GiftOrderRow = Selectable<GiftOrdersTable>

/** Keeps that somebody who answered chose the gift, once.
 *  @returns the order's id; undefined where there is one, or no answer */
export async function addGiftOrder(
  tx: Db,
  { invitationId, program, gift }: { invitationId: string; program: { id: string; version: number }; gift: Gift },
): Promise<string | undefined> {
  const order = await tx
    .insertInto('gift_orders')
    .columns(['id', 'contact_id', 'program_id', 'program_version', 'amount', 'currency'])
    .expression((eb) =>
      eb
        .selectFrom('invitations')
        .select([
          sql.val(newId('gft')).as('id'),
          'contact_id',
          sql.val(program.id).as('program_id'),
          sql<number>`${program.version}::integer`.as('program_version'),
          sql<number>`${gift.amount}::float`.as('amount'),
          sql.val(gift.currency).as('currency'),
        ])
        .where('id', '=', invitationId)
        .where('status', '=', 'answered'),
    )
    .onConflict((conflict) => conflict.column('contact_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return order?.id
}

export async function hasGiftOrder(db: Db, contactId: string): Promise<boolean> {
  const order = await db.selectFrom('gift_orders').select('id').where('contact_id', '=', contactId).executeTakeFirst()
  return order !== undefined
}

/** An order with whom it is for, as long as they are not forgotten. */
export async function findGiftOrder(db: Db, id: string) {
  return db
    .selectFrom('gift_orders as g')
    .leftJoin('contacts as c', 'c.id', 'g.contact_id')
    .selectAll('g')
    .select(['c.first_name', 'c.last_name', 'c.email', 'c.survey_language'])
    .where('g.id', '=', id)
    .executeTakeFirst()
}

export type FoundGiftOrder = NonNullable<Awaited<ReturnType<typeof findGiftOrder>>>

/** Holds an order until the transaction ends. */
export async function lockGiftOrder(tx: Db, id: string): Promise<GiftOrderRow | undefined> {
  return tx.selectFrom('gift_orders').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Writes down that a provider is about to be asked, before it is. */
export async function noteGiftAttempt(tx: Db, id: string, provider: string): Promise<void> {
  await tx
    .updateTable('gift_orders')
    .set((eb) => ({ provider, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

type Settled = Partial<Pick<GiftOrderRow, 'provider' | 'provider_id' | 'cost' | 'reason'>>

/** Moves an order on, from one of some states. @returns whether it was in one of them */
export async function moveGiftOrder(
  tx: Db,
  id: string,
  { from, to, ...settled }: { from: readonly GiftOrderRow['state'][]; to: GiftOrderRow['state'] } & Settled,
): Promise<boolean> {
  const isOver = to === 'ordered' || to === 'failed'
  const moved = await tx
    .updateTable('gift_orders')
    .set({ state: to, ...settled, settled_at: isOver ? sql`now()` : null, due_at: sql`now()` })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}
