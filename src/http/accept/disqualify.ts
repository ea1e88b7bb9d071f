import { record } from '../../db/audit.ts'
import { recountEngagement } from '../../db/counted.ts'
import type { Db } from '../../db/database.ts'
import { addDisqualification, liftDisqualification } from '../../db/disqualifications.ts'
import { lockEngagement, setHidden } from '../../db/engagements.ts'
import type { Caller } from '../../db/keys.ts'
import { responsesOf } from '../../db/responses.ts'
import { endReviews, restoreReviews } from '../../db/reviews.ts'
import { DomainError } from '../../domain/errors.ts'
import { visibleEngagement } from '../auth.ts'
import { readsAnswers } from '../visibility.ts'

/** What is meant: an engagement, or a response of it. */
export type Judged = { readonly engagementId: string; readonly response?: string | undefined }

/** Has an engagement, or one of its responses, count no more. What was said stays as it is.
 *  @returns the id under which the reason is kept
 *  @throws {DomainError} engagement.disqualified — it is already
 *  @source PC-04 */
export async function disqualify(
  tx: Db,
  caller: Caller,
  { reason, ...judged }: Judged & { readonly reason: string },
): Promise<string> {
  const about = await findJudged(tx, caller, judged)
  const id = await addDisqualification(tx, { ...about, reason, by: caller.id })
  if (id === undefined)
    throw new DomainError('engagement.disqualified', 'it is disqualified already: reinstate it first')
  await endReviews(tx, about, 'disqualified')
  await recountEngagement(tx, about.engagementId)
  await note(tx, caller, 'disqualified', { ...about, id })
  return id
}

/** Takes that back.
 *  @throws {DomainError} engagement.not-disqualified */
export async function reinstate(tx: Db, caller: Caller, judged: Judged): Promise<string> {
  const about = await findJudged(tx, caller, judged)
  const id = await liftDisqualification(tx, { ...about, by: caller.id })
  if (id === undefined) throw new DomainError('engagement.not-disqualified', 'it is not disqualified')
  await restoreReviews(tx, about.engagementId)
  await recountEngagement(tx, about.engagementId)
  await note(tx, caller, 'reinstated', { ...about, id })
  return id
}

/** Leaves a terminated engagement out of its partner's lists, or takes it in again. Its record stays.
 *  @throws {DomainError} engagement.not-terminated
 *  @source PC-04 */
export async function hide(
  tx: Db,
  caller: Caller,
  { engagementId, hidden }: { readonly engagementId: string; readonly hidden: boolean },
): Promise<void> {
  const { outcome, hidden_at } = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (outcome !== 'terminated')
    throw new DomainError('engagement.not-terminated', 'only an engagement that was terminated can be hidden')
  if ((hidden_at !== null) === hidden) return
  await setHidden(tx, engagementId, { hidden })
  await record(tx, { engagementId, actor: caller.id, what: hidden ? 'hidden' : 'shown' })
}

async function findJudged(tx: Db, caller: Caller, { engagementId, response }: Judged) {
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (response === undefined) return { engagementId, responseId: null }
  const isKnown = await readsAnswers(tx, caller, engagement)
  const known = isKnown && (await responsesOf(tx, engagementId)).some(({ id }) => id === response)
  if (!known) throw new DomainError('not-found', `there is no response '${response}' for this key`)
  return { engagementId, responseId: response }
}

async function note(
  tx: Db,
  caller: Caller,
  what: string,
  { engagementId, responseId, id }: { engagementId: string; responseId: string | null; id: string },
): Promise<void> {
  const about = { disqualification: id, ...(responseId && { response: responseId }) }
  await record(tx, { engagementId, actor: caller.id, what, about })
}
