import { sql } from 'kysely'
import type { Program } from '../domain/program.ts'
import type { Db } from './database.ts'

/** Whether as many gifts were chosen as a program has: under all its versions whose promotion ends on the same day, whatever became of
 *  them, so that a promotion that is over stays over.
 *  @source FT-11 */
export async function isGiftUsedUp(db: Db, { id, gift }: Pick<Program, 'id' | 'gift'>): Promise<boolean> {
  if (gift?.atMost === undefined) return false
  const { count } = await db
    .selectFrom('gift_orders as g')
    .innerJoin('programs as p', (join) =>
      join.onRef('p.id', '=', 'program_id').onRef('p.version', '=', 'program_version'),
    )
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('program_id', '=', id)
    .where(sql<boolean>`definition->'gift'->>'until' = ${gift.until}`)
    .executeTakeFirstOrThrow()
  return count >= gift.atMost
}

/** Has gifts of a program chosen one after the other until the transaction ends. */
export async function lockGiftsOf(tx: Db, programId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`gifts of ${programId}`}, 0))`.execute(tx)
}
