import { type Generated, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Db } from './database.ts'

/** That an engagement, or one response of it, does not count: why, by which key, and until when. The reason is in somebody's own
 *  words. */
export type DisqualificationsTable = {
  id: string
  engagement_id: string
  response_id: string | null
  reason: string | null
  made_by: string
  made_at: Generated<Date>
  lifted_by: string | null
  lifted_at: Date | null
}

export type DisqualificationRow = Selectable<DisqualificationsTable>

/** What a disqualification is about: an engagement as a whole, or one response of it. */
export type Disqualified = { readonly engagementId: string; readonly responseId: string | null }

/** @returns its id; undefined when there is one in force */
export async function addDisqualification(
  tx: Db,
  { engagementId, responseId, reason, by }: Disqualified & { readonly reason: string; readonly by: string },
): Promise<string | undefined> {
  const row = { engagement_id: engagementId, response_id: responseId, reason, made_by: by }
  const added = await tx
    .insertInto('disqualifications')
    .values({ id: newId('dsq'), ...row, lifted_by: null, lifted_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await mark(tx, { engagementId, responseId }, sql<Date>`now()`)
  return added?.id
}

/** Ends the one in force. @returns its id; undefined when there is none */
export async function liftDisqualification(
  tx: Db,
  { engagementId, responseId, by }: Disqualified & { readonly by: string },
): Promise<string | undefined> {
  const lifted = await tx
    .updateTable('disqualifications')
    .set({ lifted_by: by, lifted_at: sql`now()` })
    .where('engagement_id', '=', engagementId)
    .where('response_id', 'is not distinct from', responseId)
    .where('lifted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (lifted) await mark(tx, { engagementId, responseId }, null)
  return lifted?.id
}

async function mark(tx: Db, { engagementId, responseId }: Disqualified, at: ReturnType<typeof sql<Date>> | null) {
  if (responseId === null)
    await tx.updateTable('engagements').set({ disqualified_at: at }).where('id', '=', engagementId).execute()
  else await tx.updateTable('responses').set({ disqualified_at: at }).where('id', '=', responseId).execute()
}

/** Those in force. */
export async function disqualificationsOf(db: Db, engagementId: string): Promise<readonly DisqualificationRow[]> {
  return db
    .selectFrom('disqualifications')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .where('lifted_at', 'is', null)
    .execute()
}

/** Empties the reasons of disqualified responses: they may tell who answered.
 *  @param which a condition on `responses r`
 *  @returns how many */
export async function eraseReasons(tx: Db, which: RawBuilder<SqlBool>): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('disqualifications')
    .set({ reason: null })
    .where('reason', 'is not', null)
    .where('response_id', 'in', tx.selectFrom('responses as r').select('r.id').where(which))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
