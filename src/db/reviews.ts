import { type Generated, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
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

/** Reviews of programs, newest first, whatever their state. */
export async function listReviews(
  db: Db,
  filter: {
    readonly program?: string
    readonly state?: ReviewState
    readonly after?: { readonly createdAt: Date; readonly id: string }
    readonly limit: number
  },
): Promise<readonly (ReviewRow & { readonly organisation: string })[]> {
  const { program, state, after, limit } = filter
  let query = db
    .selectFrom('reviews')
    .innerJoin('engagements', 'engagements.id', 'reviews.engagement_id')
    .selectAll('reviews')
    .select('engagements.customer_name as organisation')
  if (program) query = query.where('reviews.program_id', '=', program)
  if (state) query = query.where('reviews.state', '=', state)
  if (after) query = query.where(sql<boolean>`(reviews.created_at, reviews.id) < (${after.createdAt}, ${after.id})`)
  return query.orderBy('reviews.created_at', 'desc').orderBy('reviews.id', 'desc').limit(limit).execute()
}

/** What everybody may read about a partner under a program: how many of its projects count, and the newest published reviews. */
export async function publicReviews(
  db: Db,
  { partnerId, programId, limit }: { partnerId: string; programId: string; limit: number },
) {
  const { projects } = await db
    .selectFrom('evidence')
    .select((eb) => eb.fn.countAll<string>().as('projects'))
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .where('kind', '=', 'project')
    .where('excluded', 'is', null)
    .executeTakeFirstOrThrow()
  const reviews = await db
    .selectFrom('reviews')
    .innerJoin('engagements', 'engagements.id', 'reviews.engagement_id')
    .select(['reviews.id', 'reviews.text', 'reviews.language', 'reviews.published_at as publishedAt'])
    .select('engagements.customer_name as organisation')
    .where('reviews.partner_id', '=', partnerId)
    .where('reviews.program_id', '=', programId)
    .where('reviews.state', '=', 'published')
    .where('engagements.outcome', 'is distinct from', 'terminated')
    .orderBy('published_at', 'desc')
    .limit(limit)
    .execute()
  return {
    projects: Number(projects),
    reviews: reviews.flatMap(({ text, publishedAt, ...review }) =>
      text !== null && publishedAt ? [{ ...review, text, publishedAt }] : [],
    ),
  }
}

/** Removes the words of some reviews, and what leads to who wrote them. @returns how many */
export async function eraseReviews(tx: Db, which: RawBuilder<SqlBool>, by: ReviewEnd): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reviews')
    .set({ text: null, address_hash: null, state: 'withdrawn', ended_by: by })
    .set({ withdrawn_at: sql`coalesce(withdrawn_at, now())` })
    .where('text', 'is not', null)
    .where(which)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
