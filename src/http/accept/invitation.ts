import type { Db } from '../../db/database.ts'
import { findInvited, type Invited } from '../../db/invited.ts'
import { findQuestionsFor } from '../../db/ownQuestions.ts'
import { DomainError } from '../../domain/errors.ts'
import type { OwnQuestions } from '../../domain/ownQuestions.ts'
import { readSurveyToken } from '../../domain/surveyToken.ts'

/** A survey as its link opens it: who was asked, about what, and how far it is. */
export type OpenedInvitation = Invited & {
  readonly state: 'open' | 'answered' | 'expired'
  /** What the partner asks beside the program. */
  readonly own?: OwnQuestions | undefined
}

/** Opens a personal link.
 *  @param ownVersion which of the partner's own questions, the newest if not given
 *  @throws {DomainError} not-found — the token is not ours, or the person was erased */
export async function openInvitation(
  db: Db,
  { secret, token, ownVersion }: { secret: string; token: string; ownVersion?: number | undefined },
): Promise<OpenedInvitation> {
  const id = readSurveyToken(secret, token)
  const invited = id && (await findInvited(db, id))
  if (!invited) throw noSurvey()
  const { engagement, program } = invited
  const key = { partnerId: engagement.partner_id, programId: program.id }
  const own = program.survey.ownQuestions ? await findQuestionsFor(db, key, ownVersion) : undefined
  return { ...invited, state: stateOf(invited), own }
}

export function noSurvey(): DomainError {
  return new DomainError('not-found', 'this link leads to no survey')
}

function stateOf({ invitation, engagement }: Invited): OpenedInvitation['state'] {
  if (invitation.status === 'answered') return 'answered'
  const isPast = engagement.open_until !== null && engagement.open_until <= new Date()
  return isPast || engagement.stage === 'closed' || invitation.status === 'not-eligible' ? 'expired' : 'open'
}
