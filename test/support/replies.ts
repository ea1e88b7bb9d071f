import { nameContact } from '../../src/db/contacts.ts'
import type { Db } from '../../src/db/database.ts'
import { createEngagement } from '../../src/db/engagements.ts'
import { ensureInvitation, findInvitationOf } from '../../src/db/invitations.ts'
import { addResponse } from '../../src/db/responses.ts'
import type { Answers } from '../../src/domain/response.ts'

let made = 0

export type Made = {
  readonly program?: string
  readonly partner?: string
  readonly subject?: string
  readonly country?: string
  readonly at?: string
  readonly answers?: Answers
}

/** Somebody of a customer of their own who answered, as if it had happened then. @returns the ids of what was made */
export async function reply(db: Db, made_: Made = {}) {
  const { program = 'fasttrack', partner = 'fabrikam', subject = 'Exchange', country = 'DE' } = made_
  made += 1
  const { row } = await createEngagement(db, {
    program_id: program,
    program_version: 1,
    partner_id: partner,
    external_id: `made-${made}`,
    customer_id: `customer-${made}`,
    customer_name: `Customer ${made}`,
    customer_country: country,
    subject_kind: 'workload',
    subject_name: subject,
    subject_delivery: null,
    waiting_for: null,
  })
  const contact = await nameContact(db, row.id, {
    firstName: 'Some',
    lastName: `Body ${made}`,
    email: `somebody-${made}@customer.example`,
    country: 'DE',
    surveyEligible: true,
    surveyLanguage: 'en-US',
    service: subject,
    role: 'primary',
    consentAt: '',
    consentSource: '',
  })
  await ensureInvitation(db, { engagementId: row.id, contactId: contact, eligible: true })
  const invitation = (await findInvitationOf(db, contact))?.id ?? ''
  const at = new Date(made_.at ?? Date.UTC(2026, 9, 1) + made * 1000)
  await db
    .updateTable('invitations')
    .set({ status: 'answered', sent_at: at, settled_at: at })
    .where('id', '=', invitation)
    .execute()
  const answers = made_.answers ?? { overall: 4 }
  const response = await addResponse(db, { engagement: row, invitationId: invitation, answers, language: 'en-US' })
  await db.updateTable('responses').set({ submitted_at: at }).where('id', '=', response).execute()
  return { engagement: row.id, contact, invitation, response }
}

/** Several alike. */
export async function replies(db: Db, count: number, like: Made = {}): Promise<void> {
  for (let i = 0; i < count; i += 1) await reply(db, like)
}
