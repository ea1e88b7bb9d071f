import { isDeepStrictEqual } from 'node:util'
import { keepAnonymously } from '../../db/anonymousResponses.ts'
import { record } from '../../db/audit.ts'
import { countResponse } from '../../db/counted.ts'
import type { Db } from '../../db/database.ts'
import { lockEngagement } from '../../db/engagements.ts'
import { settleInvitation } from '../../db/invitations.ts'
import { lockInvited } from '../../db/invited.ts'
import { tell } from '../../db/outbox.ts'
import { addResponse, type NewResponse, supersedeResponse } from '../../db/responses.ts'
import { addReview, endReviews } from '../../db/reviews.ts'
import { stopEmail } from '../../db/unwanted.ts'
import { DomainError } from '../../domain/errors.ts'
import type { OpenedInvitation } from './invitation.ts'

export type Submission = Pick<NewResponse, 'answers' | 'language' | 'setAside' | 'at'> & {
  /** Whether the text the program asks for may be published as a review. */
  readonly publish?: boolean
  /** Which of the partner's own questions were asked; those the survey was opened with if not given. */
  readonly ownVersion?: number | undefined
  /** The partner is never to learn who answered; only where the program offers it. */
  readonly anonymous?: boolean
}

/** Accepts a contact's answers, once. The same answers again change nothing; those of somebody anonymous cannot be compared, and
 *  are taken to be the same.
 *  @returns whether they count: what a machine typed is kept, set aside, and leaves the survey open
 *  @throws {DomainError} survey.answered · survey.expired */
export async function respond(tx: Db, opened: OpenedInvitation, submission: Submission): Promise<boolean> {
  const { engagement, invitation, contact } = opened
  const engagementId = engagement.id
  const invitationId = invitation.id
  const { stage, status, given, isPast } = (await lockInvited(tx, invitationId)) ?? { stage: 'closed' }
  if (status === 'answered') {
    if (isDeepStrictEqual(given ?? null, submission.anonymous ? null : submission.answers)) return true
    throw new DomainError('survey.answered', 'this survey was answered before: each contact answers once')
  }
  if (stage === 'closed' || isPast) throw new DomainError('survey.expired', 'the time to answer is over')

  const superseded = given && !submission.setAside ? await supersedeResponse(tx, invitationId) : []
  for (const responseId of superseded) await endReviews(tx, { engagementId, responseId }, 'superseded')
  await keepAnswers(tx, opened, submission)
  if (submission.setAside) {
    await record(tx, {
      engagementId,
      actor: 'contact',
      what: 'response.set-aside',
      about: { contact: contact.id, reason: submission.setAside },
    })
    return false
  }
  await settleInvitation(tx, invitationId, 'answered')
  await tell(tx, engagementId, [{ type: 'settled', contact: contact.id, how: 'answered' }])
  await record(tx, { engagementId, actor: 'contact', what: 'answered', about: { contact: contact.id } })
  return true
}

/** Keeps answers, and has them count. Of what a machine typed for somebody anonymous nothing is kept: it would stand beside what they
 *  send again. */
async function keepAnswers(tx: Db, opened: OpenedInvitation, submission: Submission): Promise<void> {
  const { engagement, invitation, program, own: newest } = opened
  const { anonymous, publish, ownVersion: version, ...response } = submission
  const own = newest && { partnerId: newest.partnerId, version: version ?? newest.version }
  if (anonymous && submission.setAside) return
  if (anonymous) return keepAnonymously(tx, engagement, { ...response, own })
  const source = await addResponse(tx, { engagement, invitationId: invitation.id, ...response, own })
  if (submission.setAside) return
  await countResponse(tx, { engagement, program, source, answers: submission.answers, at: submission.at })
  if (publish) await keepReview(tx, opened, { source, submission })
}

/** Keeps what a respondent lets be published, until the owner decides.
 *  @source PC-06 */
async function keepReview(
  tx: Db,
  { engagement, invitation, contact, program }: OpenedInvitation,
  { source, submission }: { readonly source: string; readonly submission: Submission },
): Promise<void> {
  const text = submission.answers[program.survey.review ?? '']
  if (typeof text !== 'string') return
  await addReview(tx, {
    response_id: source,
    invitation_id: invitation.id,
    engagement_id: engagement.id,
    program_id: engagement.program_id,
    partner_id: engagement.partner_id,
    address_hash: contact.address_hash,
    text,
    language: submission.language,
  })
}

/** Ends a contact's part without an answer: for this survey, or for every email to the address from now on. What else is under way
 *  with who opts out is to be ended with `settleOptedOut`. */
export async function withdraw(
  tx: Db,
  { engagement, invitation, contact }: OpenedInvitation,
  how: 'declined' | 'opted-out',
): Promise<void> {
  const locked = await lockEngagement(tx, engagement.id)
  if (how === 'opted-out')
    return stopEmail(tx, locked ?? engagement, { contact: contact.id, address: contact.email, by: 'contact' })
  if (!(await settleInvitation(tx, invitation.id, how))) return
  if (locked?.stage !== 'closed') await tell(tx, engagement.id, [{ type: 'settled', contact: contact.id, how }])
  await record(tx, { engagementId: engagement.id, actor: 'contact', what: how, about: { contact: contact.id } })
}
