import { sql } from 'kysely'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

/** Orders that a workflow has to see to, and that no other relay holds; they stay held until the transaction ends. */
export async function takeDueGifts(tx: Db, { limit }: { limit: number }): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('gift_orders')
    .select('id')
    .where('state', '=', 'claimed')
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

/** Has orders that are still claimed by then looked after again. */
export async function postponeGifts(tx: Db, ids: readonly string[], { seconds }: { seconds: number }): Promise<void> {
  await tx
    .updateTable('gift_orders')
    .set({ due_at: sql`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where('id', '=', anyOf(ids))
    .execute()
}
