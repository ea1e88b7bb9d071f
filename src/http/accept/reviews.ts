import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { findReviewOf, lockReview, markPublished, markWithdrawn, type ReviewRow } from '../../db/reviews.ts'
import { DomainError } from '../../domain/errors.ts'
import { mayPublish } from '../../domain/review.ts'
import { readSurveyToken } from '../../domain/surveyToken.ts'

/** Shows a review to everybody.
 *  @throws {DomainError} review.ended — whoever gave it took it back, or the answer does not count any more
 *  @source PC-06 */
export async function publishReview(tx: Db, caller: Caller, id: string): Promise<void> {
  const review = await known(tx, id)
  if (review.state === 'published') return
  if (review.text === null || !mayPublish({ state: review.state, endedBy: review.ended_by }))
    throw new DomainError('review.ended', 'the review was withdrawn, or its answer does not count any more')
  await markPublished(tx, id)
  await note(tx, review, { actor: caller.id, what: 'review.published' })
}

/** Takes a review back in the owner's name; it may be published again. */
export async function withdrawReview(tx: Db, caller: Caller, id: string): Promise<void> {
  const review = await known(tx, id)
  if (review.state === 'withdrawn') return
  await markWithdrawn(tx, [id], 'owner')
  await note(tx, review, { actor: caller.id, what: 'review.withdrawn' })
}

/** The review given over a personal link. It stays theirs to take back, also when the contact is not kept any more.
 *  @returns undefined when there is none */
export async function reviewOf(
  db: Db,
  { secret, token }: { readonly secret: string; readonly token: string },
): Promise<ReviewRow | undefined> {
  const invitationId = readSurveyToken(secret, token)
  return invitationId === undefined ? undefined : findReviewOf(db, invitationId)
}

/** Takes a review back for good, in the name of whoever gave it. */
export async function revokeReview(tx: Db, { id }: ReviewRow): Promise<void> {
  const review = await known(tx, id)
  if (review.state === 'withdrawn' && review.ended_by !== 'owner') return
  await markWithdrawn(tx, [id], 'respondent')
  await note(tx, review, { actor: 'contact', what: 'review.withdrawn' })
}

async function known(tx: Db, id: string): Promise<ReviewRow> {
  const review = await lockReview(tx, id)
  if (!review) throw new DomainError('not-found', `there is no review '${id}'`)
  return review
}

async function note(tx: Db, review: ReviewRow, { actor, what }: { actor: string; what: string }): Promise<void> {
  await record(tx, { engagementId: review.engagement_id, actor, what, about: { review: review.id } })
}
