import { sql } from 'kysely'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { redeliver } from './outbox.ts'

/** An open engagement the watchdog looks at. */
export type Watched = {
  readonly id: string
  readonly program: string
  readonly dueAt: Date | null
  readonly repairedAt: Date | null
}

/** Open engagements that wait longer than they were to; those not looked at for longest come first. */
export async function overdueEngagements(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<readonly Watched[]> {
  return open(db)
    .where('due_at', '<', before)
    .orderBy('watched_at', (by) => by.asc().nullsFirst())
    .limit(limit)
    .execute()
}

/** Those of all open engagements that were not looked at for longest. */
export async function nextEngagements(db: Db, { limit }: { limit: number }): Promise<readonly Watched[]> {
  return open(db)
    .orderBy('watched_at', (by) => by.asc().nullsFirst())
    .limit(limit)
    .execute()
}

/** Open engagements among those named. */
export async function openEngagements(db: Db, ids: readonly string[]): Promise<readonly Watched[]> {
  return open(db)
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

/** Open, and told everything that was accepted: what is still on its way wakes a workflow by itself. */
function open(db: Db) {
  return db
    .selectFrom('engagements')
    .select(['id', 'program_id as program', 'due_at as dueAt', 'repaired_at as repairedAt'])
    .where('stage', '<>', 'closed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.engagement_id', '=', 'engagements.id')
            .where('outbox.delivered_at', 'is', null),
        ),
      ),
    )
}

export async function markWatched(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .updateTable('engagements')
    .set({ watched_at: sql`now()` })
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

/** Why an engagement was mended: its workflow was gone or over before its time, its run was ended or reset by somebody, its time
 *  was up, or its timer was. */
export type Repair = 'missing' | 'over' | 'broken' | 'overdue' | 'timer-lost'

/** Has all facts delivered again, unless the engagement was closed meanwhile or moved on.
 *  @returns whether it was mended */
export async function repairEngagement(tx: Db, { id, dueAt }: Watched, why: Repair): Promise<boolean> {
  const repaired = await tx
    .updateTable('engagements')
    .set({ repaired_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('stage', '<>', 'closed')
    .where('due_at', 'is not distinct from', dueAt)
    .returning('id')
    .executeTakeFirst()
  if (!repaired) return false
  await redeliver(tx, id)
  await record(tx, { engagementId: id, actor: 'watchdog', what: 'repaired', about: { why } })
  return true
}
