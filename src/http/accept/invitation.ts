import type { Db } from '../../db/database.ts'
import { findInvited, type Invited } from '../../db/invited.ts'
import { DomainError } from '../../domain/errors.ts'
import { readSurveyToken } from '../../domain/surveyToken.ts'

/** A survey as its link opens it: who was asked, about what, and how far it is. */
export type OpenedInvitation = Invited & { readonly state: 'open' | 'answered' | 'expired' }

/** Opens a personal link.
 *  @throws {DomainError} not-found — the token is not ours, or the person was erased */
export async function openInvitation(
  db: Db,
  { secret, token }: { secret: string; token: string },
): Promise<OpenedInvitation> {
  const id = readSurveyToken(secret, token)
  const invited = id && (await findInvited(db, id))
  if (!invited) throw new DomainError('not-found', 'this link leads to no survey')
  return { ...invited, state: stateOf(invited) }
}

function stateOf({ invitation, engagement }: Invited): OpenedInvitation['state'] {
  if (invitation.status === 'answered') return 'answered'
  return engagement.stage === 'closed' || invitation.status === 'not-eligible' ? 'expired' : 'open'
}
