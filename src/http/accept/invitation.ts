import { type ContactRow, findContact } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { type EngagementRow, findEngagement } from '../../db/engagements.ts'
import { findInvitation, type InvitationRow } from '../../db/invitations.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { readSurveyToken } from '../../domain/surveyToken.ts'

/** A survey as its link opens it: who was asked, about what, and how far it is. */
export type OpenedInvitation = {
  readonly invitation: InvitationRow
  readonly contact: ContactRow
  readonly engagement: EngagementRow
  readonly program: Program
  readonly partnerName: string
  readonly state: 'open' | 'answered' | 'expired'
}

/** Opens a personal link.
 *  @throws {DomainError} not-found — the token is not ours, or the person was erased */
export async function openInvitation(
  db: Db,
  { secret, token }: { secret: string; token: string },
): Promise<OpenedInvitation> {
  const id = readSurveyToken(secret, token)
  const invitation = id && (await findInvitation(db, id))
  const contact = invitation && (await findContact(db, invitation.contact_id))
  const engagement = invitation && (await findEngagement(db, invitation.engagement_id))
  const program = engagement && (await findProgram(db, engagement.program_id, engagement.program_version))
  const partner = engagement && (await findPartner(db, engagement.partner_id))
  if (!invitation || !contact || !engagement || !program || !partner)
    throw new DomainError('not-found', 'this link leads to no survey')
  return { invitation, contact, engagement, program, partnerName: partner.name, state: stateOf(invitation, engagement) }
}

function stateOf(invitation: InvitationRow, engagement: EngagementRow): OpenedInvitation['state'] {
  if (invitation.status === 'answered') return 'answered'
  return engagement.stage === 'closed' || invitation.status === 'not-eligible' ? 'expired' : 'open'
}
