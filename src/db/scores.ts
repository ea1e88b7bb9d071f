import { type Generated, sql } from 'kysely'
import type { Score } from '../domain/score.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Db } from './database.ts'

export type ScoresTable = {
  engagement_id: string
  measure: Measure
  value: number
  n: number
  low: number
  high: number
  recorded_at: Generated<Date>
}

/** Keeps the score of an engagement; a later one takes the place of an earlier one. */
export async function saveScore(db: Db, engagementId: string, score: Score): Promise<void> {
  await db
    .insertInto('scores')
    .values({ engagement_id: engagementId, ...score })
    .onConflict((conflict) => conflict.column('engagement_id').doUpdateSet({ ...score, recorded_at: sql`now()` }))
    .execute()
}

/** An engagement may lose its score when what it was made of does not count any more. */
export async function removeScore(db: Db, engagementId: string): Promise<void> {
  await db.deleteFrom('scores').where('engagement_id', '=', engagementId).execute()
}

export async function findScore(db: Db, engagementId: string): Promise<Score | undefined> {
  return db
    .selectFrom('scores')
    .select(['measure', 'value', 'n', 'low', 'high'])
    .where('engagement_id', '=', engagementId)
    .executeTakeFirst()
}
