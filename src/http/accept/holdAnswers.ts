import { createHash } from 'node:crypto'
import { hashOfAddress } from '../../db/address.ts'
import { record } from '../../db/audit.ts'
import { type ContactRow, contactsOf } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { endDeferral } from '../../db/deferrals.ts'
import { type EngagementRow, lockEngagement } from '../../db/engagements.ts'
import { countHeld, type HeldSubmission, keepHeld } from '../../db/heldAnswers.ts'
import { findInvitationOf } from '../../db/invitations.ts'
import type { Caller } from '../../db/keys.ts'
import { findMembershipOver } from '../../db/memberships.ts'
import { optedOut } from '../../db/optOuts.ts'
import { tell } from '../../db/outbox.ts'
import { findQuestionsFor } from '../../db/ownQuestions.ts'
import { findProgram } from '../../db/programs.ts'
import type { FoundSurvey } from '../../db/surveyAddresses.ts'
import {
  addVisitor,
  countUnconfirmed,
  countVisitors,
  engagementsOfOrganisation,
  lockMembership,
} from '../../db/visitors.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Fact } from '../../domain/fact.ts'
import { questionsOf } from '../../domain/ownQuestions.ts'
import type { ProgramQuestion } from '../../domain/program.ts'
import { readAnswers } from '../../domain/response.ts'
import type { WorkAddress } from '../../domain/workAddress.ts'
import { openEngagement } from './openEngagement.ts'

/** Answers given at a membership's own address by somebody who says where they work. */
export type Visit = {
  readonly survey: FoundSurvey
  readonly from: WorkAddress
  readonly given: HeldSubmission
  /** How long one program day lasts, in milliseconds. */
  readonly day: number
}

/** How much may wait to be confirmed: answers of a membership, visitors of an engagement, memberships one person is written to
 *  about. Nobody can have us write to the same person over and over. */
const most = { held: 500, visitors: 500, unconfirmed: 3 }

/** Holds a visitor's answers until they are confirmed from their work address, and has the workflow write to it. Whether it does,
 *  and who is a customer, nobody learns here: who opted out, declined or has answered is left in peace.
 *  @throws {DomainError} survey.not-open
 *  @source CI-05 */
export async function holdAnswers(tx: Db, visit: Visit): Promise<void> {
  const { survey, from } = visit
  const membership = { partnerId: survey.partner.id, programId: survey.program.id }
  await lockMembership(tx, membership)
  if (!(await takesVisitors(tx, survey)))
    throw new DomainError('survey.not-open', 'the membership takes no answers now')
  if ((await optedOut(tx, [from.address])).size > 0) return
  const engagement = await engagementOf(tx, visit)
  const person = hashOfAddress(from.address)
  const contact = (await contactsOf(tx, engagement.id)).find(({ address_hash }) => address_hash.equals(person))
  if (contact) return takeUp(tx, visit, contact)
  if ((await countUnconfirmed(tx, person)) >= most.unconfirmed) return
  if ((await countVisitors(tx, engagement.id)) >= most.visitors) return
  await welcome(tx, visit, engagement)
}

/** Whether anybody may answer at a membership's address at this moment: its program lets them, it is known until when the survey stays
 *  open, and not too many answers wait already. */
export async function takesVisitors(db: Db, { partner, program }: FoundSurvey): Promise<boolean> {
  const { ownUrl, openUntil } = program.survey
  const key = { partnerId: partner.id, programId: program.id }
  if (!ownUrl || (openUntil && !(await findMembershipOver(db, key))?.renews_on)) return false
  return (await countHeld(db, key)) < most.held
}

/** The open engagement with the visitor's organisation, if their answers fit its questions; else a new one. */
async function engagementOf(tx: Db, visit: Visit): Promise<EngagementRow> {
  const { survey, from, given } = visit
  const key = { partnerId: survey.partner.id, programId: survey.program.id }
  const known = await engagementsOfOrganisation(tx, key, from)
  const own = await findQuestionsFor(tx, key, given.ownVersion)
  for (const { id } of known) {
    const engagement = await lockEngagement(tx, id)
    if (!engagement || engagement.stage === 'closed') continue
    const program = await findProgram(tx, engagement.program_id, engagement.program_version)
    if (program && fits(given, questionsOf(program, own))) return engagement
  }
  return openOne(tx, visit, known)
}

function fits({ answers }: HeldSubmission, asked: readonly ProgramQuestion[]): boolean {
  return readAnswers(asked, answers).problems.length === 0
}

async function openOne(
  tx: Db,
  { survey: { partner, program }, from: { domain }, day }: Visit,
  known: readonly EngagementRow[],
): Promise<EngagementRow> {
  const visitor: Caller = { id: 'visitor', role: 'partner', partnerIds: [partner.id] }
  const organisation = idOf(domain)
  const customer = known[0] ?? {
    customer_id: organisation,
    customer_name: domain,
    customer_country: partner.country,
  }
  const asked = {
    program_id: program.id,
    partner_id: partner.id,
    external_id: `visitors:${organisation}:${known.length + 1}`,
    customer_id: customer.customer_id,
    customer_name: customer.customer_name,
    customer_country: customer.customer_country,
    subject_kind: program.subject,
    subject_name: program.catalogue[0] ?? partner.name,
    subject_delivery: null,
  }
  const { row } = await openEngagement(tx, visitor, asked, { day })
  return row
}

/** Ids have up to 100 characters, domains up to 253. */
function idOf(domain: string): string {
  return domain.length <= 80 ? domain : createHash('sha256').update(domain).digest('hex')
}

/** A contact who uses the membership's own address: what they are asked from here on is to confirm. They answer once. */
async function takeUp(tx: Db, { given }: Visit, contact: ContactRow): Promise<void> {
  const { id, engagement_id: engagementId } = contact
  await lockEngagement(tx, engagementId)
  const invitation = await findInvitationOf(tx, id)
  if (!invitation || invitation.settled_at || invitation.status === 'not-eligible') return
  const isFirst = await keepHeld(tx, invitation.id, given)
  await record(tx, { engagementId, actor: 'visitor', what: 'answers.held', about: { contact: id } })
  if (!isFirst || invitation.origin === 'visitor') return
  const facts: Fact[] = []
  if (invitation.status === 'deferred') {
    await endDeferral(tx, invitation.id)
    facts.push({ type: 'allowed', contact: id })
  } else if (invitation.requested_at) {
    facts.push({ type: 'resent', to: [id] })
  }
  if (facts.length > 0) await tell(tx, engagementId, facts)
}

/** Somebody whom nobody named is a contact from here on. */
async function welcome(tx: Db, { from, given }: Visit, engagement: EngagementRow): Promise<void> {
  const { id: engagementId } = engagement
  const { address } = from
  const contact = await addVisitor(tx, engagement, { address, language: given.language })
  const invitation = await findInvitationOf(tx, contact)
  if (invitation) await keepHeld(tx, invitation.id, given)
  await tell(tx, engagementId, [{ type: 'contacts', eligible: [contact], ineligible: [] }])
  await record(tx, { engagementId, actor: 'visitor', what: 'answers.held', about: { contact } })
}
