import { record } from '../../db/audit.ts'
import { contactsOf } from '../../db/contacts.ts'
import { recountEngagement } from '../../db/counted.ts'
import type { Db } from '../../db/database.ts'
import { type EngagementRow, lockEngagement, reopenEngagement } from '../../db/engagements.ts'
import { markTold, untoldFacts } from '../../db/facts.ts'
import { type InvitationRow, invitationsOf, unsettleInvitations } from '../../db/invitations.ts'
import type { Caller } from '../../db/keys.ts'
import { moveOpenUntil } from '../../db/openEngagements.ts'
import { redeliver, tell } from '../../db/outbox.ts'
import { findProgram } from '../../db/programs.ts'
import { readWaiting } from '../../db/waiting.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { visibleEngagement } from '../auth.ts'
import { isDiscreet } from '../discretion.ts'
import { openUntil } from './openUntil.ts'

/** Ends an engagement before its time. */
export async function terminate(tx: Db, caller: Caller, engagementId: string): Promise<void> {
  await openOne(tx, caller, engagementId)
  await tell(tx, engagementId, [{ type: 'terminated' }])
  await record(tx, { engagementId, actor: caller.id, what: 'terminated' })
}

/** Sends the open question once more: to the partner while contacts are missing, else to every contact who has not answered.
 *  @returns to whom
 *  @throws {DomainError} engagement.nothing-to-resend — nobody was asked yet · engagement.discreet — the caller must not know who owes an answer */
export async function resend(tx: Db, caller: Caller, engagementId: string): Promise<'partner' | readonly string[]> {
  const engagement = await openOne(tx, caller, engagementId)
  if (await isDiscreet(tx, caller, engagement))
    throw new DomainError('engagement.discreet', 'whom it would be sent to again tells who answered: ask the operator')
  const invitations = await invitationsOf(tx, engagementId)
  const open = invitations
    .filter(({ status, origin }) => origin === 'partner' && (status === 'invited' || status === 'reminded'))
    .map((invitation) => invitation.contact_id)
  const to = engagement.stage === 'contacts' ? 'partner' : open
  const asksNobody = to === 'partner' && !(await programOf(tx, engagement)).contacts.email
  if (to.length === 0 || asksNobody)
    throw new DomainError('engagement.nothing-to-resend', 'nobody was asked who still owes an answer')
  await tell(tx, engagementId, [{ type: 'resent', to }])
  await record(tx, { engagementId, actor: caller.id, what: 'resent', about: { to } })
  return to
}

/** Opens a closed engagement again. Contacts who have not answered are asked anew; when all have, all are, and a new answer
 *  takes the place of the old one, unless it may be anonymous and cannot be found. Who declined, opted out or was erased is left in peace.
 *  @param day how long one program day lasts, in milliseconds
 *  @returns the contacts asked anew */
export async function reopen(
  tx: Db,
  caller: Caller,
  engagementId: string,
  { day }: { readonly day?: number } = {},
): Promise<readonly string[]> {
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (engagement.stage !== 'closed')
    throw new DomainError('engagement.not-closed', 'only a closed engagement can be reopened')
  const program = await programOf(tx, engagement)
  const roles = new Map((await contactsOf(tx, engagementId)).map(({ id, role }) => [id, role]))
  const all = await invitationsOf(tx, engagementId)
  const invitations = all.filter((invitation) => roles.has(invitation.contact_id))
  const erased = all.filter(({ status }) => status === 'erased').map((invitation) => invitation.contact_id)
  // a secondary contact who was never asked owes no answer
  const isReserve = ({ contact_id: id, status }: InvitationRow) => status === 'named' && roles.get(id) === 'secondary'
  const isOwed = ({ status }: InvitationRow) => ['named', 'deferred', 'invited', 'reminded'].includes(status)
  const unanswered = invitations.filter((invitation) => isOwed(invitation) && !isReserve(invitation))
  const answered = program.survey.anonymity ? [] : invitations.filter(({ status }) => status === 'answered')
  const contacts = (unanswered.length > 0 ? unanswered : answered).map((invitation) => invitation.contact_id)

  const until = await openUntil(tx, engagement, { program, day })
  if (until) await moveOpenUntil(tx, engagementId, until)
  await reopenEngagement(tx, engagementId, { waiting: await readWaiting(tx, { ...engagement, open_until: until }) })
  await recountEngagement(tx, engagementId)
  await unsettleInvitations(tx, contacts)
  await tell(tx, engagementId, [
    { type: 'reopened', contacts },
    ...(until ? [{ type: 'renewal' as const, at: until.toISOString() }] : []),
    ...erased.map((contact) => ({ type: 'settled' as const, contact, how: 'erased' as const })),
  ])
  for (const { eventId, fact } of await untoldFacts(tx, engagementId)) {
    await markTold(tx, engagementId, eventId, await tell(tx, engagementId, [fact]))
  }
  await redeliver(tx, engagementId)
  await record(tx, { engagementId, actor: caller.id, what: 'reopened', about: { contacts } })
  return contacts
}

async function programOf(tx: Db, { program_id, program_version }: EngagementRow): Promise<Program> {
  const program = await findProgram(tx, program_id, program_version)
  if (!program) throw new DomainError('program.unknown', `no program '${program_id}' is published`)
  return program
}

async function openOne(tx: Db, caller: Caller, engagementId: string): Promise<EngagementRow> {
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (engagement.stage === 'closed')
    throw new DomainError('engagement.closed', 'the engagement is closed: have it reopened first')
  return engagement
}
