import type { Db } from '../../db/database.ts'
import { findHeld } from '../../db/heldAnswers.ts'
import type { OpenedInvitation } from './invitation.ts'
import { respond } from './respond.ts'

/** Has held answers count, as of when they were given: whoever opens the link has the address, and with it the organisation.
 *  @param id of the answers that were shown
 *  @returns whether it was these; other answers may have come since
 *  @throws {DomainError} survey.answered · survey.expired
 *  @source CI-05 */
export async function confirmAnswers(tx: Db, opened: OpenedInvitation, id: string): Promise<boolean> {
  const held = await findHeld(tx, opened.invitation.id)
  if (held?.id !== id) return false
  await respond(tx, opened, { ...held.submission, at: held.given_at })
  return true
}
