import type { Db } from '../../db/database.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { publicReviews } from '../../db/reviews.ts'
import { DomainError } from '../../domain/errors.ts'

/** What everybody may read about a partner, without a key. A partner of which nothing counts yet is not there.
 *  @throws {DomainError} not-found
 *  @source PC-06, PC-12 */
export async function openReviews(
  db: Db,
  { partnerId, programId, limit }: { readonly partnerId: string; readonly programId: string; readonly limit: number },
) {
  const partner = await findPartner(db, partnerId)
  const program = await findProgram(db, programId)
  const shown = partner && program?.survey.review ? await publicReviews(db, { partnerId, programId, limit }) : undefined
  if (!partner || !program || !shown || (shown.projects === 0 && shown.reviews.length === 0))
    throw new DomainError('not-found', 'there are no reviews here')
  return { partner, program, ...shown }
}
