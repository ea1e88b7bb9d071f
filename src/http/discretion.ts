import { timelineOf } from '../db/audit.ts'
import { contactsOf } from '../db/contacts.ts'
import type { Db } from '../db/database.ts'
import type { EngagementRow } from '../db/engagements.ts'
import { invitationsOf } from '../db/invitations.ts'
import type { Caller } from '../db/keys.ts'
import { lettersOf, recipientKindOf } from '../db/letters.ts'
import { findProgram } from '../db/programs.ts'
import { discreetStatus, isUntelling } from '../domain/discretion.ts'
import type { InvitationStatus } from '../domain/engagement.ts'
import { hasRight } from './rights.ts'

/** Whether a caller must not learn who of the contacts answered: respondents may be anonymous, and only the operator, who holds the
 *  contacts, stops their reminders.
 *  @source CI-01, CI-02 */
export async function isDiscreet(
  db: Db,
  { role }: Pick<Caller, 'role'>,
  { program_id, program_version }: Pick<EngagementRow, 'program_id' | 'program_version'>,
): Promise<boolean> {
  if (hasRight(role, 'know who answered')) return false
  return (await findProgram(db, program_id, program_version))?.survey.anonymity !== undefined
}

/** What the caller may know of where each contact stands, by the contact's id. */
export async function shownInvitations(db: Db, caller: Pick<Caller, 'role'>, engagement: EngagementRow) {
  const invitations = await invitationsOf(db, engagement.id)
  const contacts = await contactsOf(db, engagement.id)
  const discreet = await isDiscreet(db, caller, engagement)
  const statusOf = (invitation: (typeof invitations)[number]): InvitationStatus => {
    if (!discreet) return invitation.status
    const contact = contacts.find(({ id }) => id === invitation.contact_id)
    const { status, sent_at } = invitation
    return discreetStatus({ status, isSent: sent_at !== null }, contact && { surveyEligible: contact.survey_eligible })
  }
  return invitations.map((invitation) => ({
    contactId: invitation.contact_id,
    status: statusOf(invitation),
    deferredUntil: invitation.deferred_until,
  }))
}

/** The letters of an engagement that the caller may know of: a reminder would tell who has not answered, thanks who has. */
export async function shownLetters(db: Db, caller: Pick<Caller, 'role'>, engagement: EngagementRow) {
  const letters = await lettersOf(db, engagement.id)
  if (!(await isDiscreet(db, caller, engagement))) return letters
  return letters.filter((letter) => recipientKindOf(letter) !== 'contact')
}

/** What happened to an engagement, as far as the caller may know. */
export async function shownTimeline(db: Db, caller: Pick<Caller, 'role'>, engagement: EngagementRow) {
  const timeline = await timelineOf(db, engagement.id)
  return (await isDiscreet(db, caller, engagement)) ? timeline.filter(isUntelling) : timeline
}
