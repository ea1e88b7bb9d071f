import { type Generated, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { ReviewEnd, ReviewState } from '../domain/review.ts'
import type { Language } from '../locales/languages.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'
import type { Disqualified } from './disqualifications.ts'

/** What a respondent let be published, in their own words. `address_hash` finds it when its contact is gone; both go when it is
 *  erased. */
export type ReviewsTable = {
  id: string
  response_id: string
  invitation_id: string
  engagement_id: string
  program_id: string
  partner_id: string
  address_hash: Buffer | null
  text: string | null
  language: Language
  state: Generated<ReviewState>
  ended_by: ReviewEnd | null
  created_at: Generated<Date>
  published_at: Date | null
  withdrawn_at: Date | null
}

export type ReviewRow = Selectable<ReviewsTable>

export type NewReview = Pick<
  ReviewRow,
  'response_id' | 'invitation_id' | 'engagement_id' | 'program_id' | 'partner_id' | 'address_hash' | 'text' | 'language'
>

export async function addReview(tx: Db, review: NewReview): Promise<void> {
  await tx
    .insertInto('reviews')
    .values({ ...review, id: newId('rev'), ended_by: null, published_at: null, withdrawn_at: null })
    .execute()
}

export async function lockReview(tx: Db, id: string): Promise<ReviewRow | undefined> {
  return tx.selectFrom('reviews').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The newest review of an invitation. */
export async function findReviewOf(db: Db, invitationId: string): Promise<ReviewRow | undefined> {
  return db
    .selectFrom('reviews')
    .selectAll()
    .where('invitation_id', '=', invitationId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function markPublished(tx: Db, id: string): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'published', ended_by: null, published_at: sql`now()`, withdrawn_at: null })
    .where('id', '=', id)
    .execute()
}

export async function markWithdrawn(tx: Db, ids: readonly string[], by: ReviewEnd): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'withdrawn', ended_by: by, withdrawn_at: sql`now()` })
    .where('id', '=', anyOf(ids))
    .execute()
}

/** Ends the reviews of an engagement, or of one response, that were not ended before. */
export async function endReviews(tx: Db, { engagementId, responseId }: Disqualified, by: ReviewEnd): Promise<void> {
  let query = tx.selectFrom('reviews').select('id').where('engagement_id', '=', engagementId)
  if (responseId !== null) query = query.where('response_id', '=', responseId)
  const open = await query
    .where((eb) => eb.or([eb('state', '<>', 'withdrawn'), eb('ended_by', '=', 'owner')]))
    .execute()
  await markWithdrawn(
    tx,
    open.map(({ id }) => id),
    by,
  )
}

/** Has the owner decide anew about reviews whose response counts again. */
export async function restoreReviews(tx: Db, engagementId: string): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'submitted', ended_by: null, withdrawn_at: null, published_at: null })
    .where('engagement_id', '=', engagementId)
    .where('ended_by', '=', 'disqualified')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('disqualifications as d')
            .select('d.id')
            .whereRef('d.engagement_id', '=', 'reviews.engagement_id')
            .where('d.lifted_at', 'is', null)
            .where((either) =>
              either.or([
                either('d.response_id', 'is', null),
                either('d.response_id', '=', either.ref('reviews.response_id')),
              ]),
            ),
        ),
      ),
    )
    .execute()
}
