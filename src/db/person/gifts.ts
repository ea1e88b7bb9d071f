import { sql } from 'kysely'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import { closeTasksAbout } from './tasks.ts'

/** Parts gifts from whom they were for: amount, cost and state stay, for the accounts. What did not leave by then does not.
 *  @returns how many */
export async function forgetGifts(tx: Db, contactIds: readonly string[], { by }: { by: string }): Promise<number> {
  const forgotten = await tx
    .updateTable('gift_orders')
    .set({
      contact_id: null,
      provider_id: null,
      state: sql`case when state in ('claimed', 'by-hand') then 'failed' else state end`,
      reason: sql`case when state in ('claimed', 'by-hand') then 'erased' else reason end`,
      settled_at: sql`coalesce(settled_at, now())`,
    })
    .where('contact_id', '=', anyOf(contactIds))
    .returning('id')
    .execute()
  const about = forgotten.map(({ id }) => id)
  if (about.length > 0) await closeTasksAbout(tx, { engagementId: null, about }, { by })
  return forgotten.length
}
