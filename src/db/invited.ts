import { sql } from 'kysely'
import type { Program } from '../domain/program.ts'
import type { Answers } from '../domain/response.ts'
import type { ContactRow } from './contacts.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import type { InvitationRow } from './invitations.ts'

/** An invitation with all that its survey is about. */
export type Invited = {
  readonly invitation: Pick<InvitationRow, 'id' | 'status' | 'settled_at'>
  readonly contact: Pick<ContactRow, 'id' | 'email' | 'country' | 'survey_language' | 'address_hash'>
  readonly engagement: EngagementRow
  readonly program: Program
  readonly partnerName: string
}

/** Finds an invitation and what it belongs to, in one go: every survey page and every answer begins with it.
 *  @returns undefined when there is none, or its contact was erased */
export async function findInvited(db: Db, invitationId: string): Promise<Invited | undefined> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('contacts', 'contacts.id', 'invitations.contact_id')
    .innerJoin('engagements', 'engagements.id', 'invitations.engagement_id')
    .innerJoin('partners', 'partners.id', 'engagements.partner_id')
    .innerJoin('programs', (join) =>
      join.onRef('programs.id', '=', 'program_id').onRef('programs.version', '=', 'program_version'),
    )
    .selectAll('engagements')
    .select([
      'invitations.id as invitationId',
      'invitations.status as invitationStatus',
      'invitations.settled_at as settledAt',
      'contacts.id as contactId',
      'contacts.email as address',
      'contacts.country as contactCountry',
      'contacts.survey_language as language',
      'contacts.address_hash as person',
      'programs.definition as program',
      'partners.name as partnerName',
    ])
    .where('invitations.id', '=', invitationId)
    .executeTakeFirst()
  if (!row) return undefined
  const {
    invitationStatus,
    settledAt,
    contactId,
    address,
    contactCountry,
    language,
    person,
    program,
    partnerName,
    ...engagement
  } = row
  return {
    invitation: { id: invitationId, status: invitationStatus, settled_at: settledAt },
    contact: {
      id: contactId,
      email: address,
      country: contactCountry,
      survey_language: language,
      address_hash: person,
    },
    engagement,
    program,
    partnerName,
  }
}

/** Where an invitation stands once nobody else can change it or its engagement until the transaction ends. `given` are the answers
 *  that count. The engagement is locked first, as everywhere. */
export async function lockInvited(tx: Db, invitationId: string) {
  return tx
    .selectFrom('engagements')
    .innerJoin('invitations', 'invitations.engagement_id', 'engagements.id')
    .select((eb) => [
      'engagements.stage',
      sql<boolean>`coalesce(engagements.open_until <= clock_timestamp(), false)`.as('isPast'),
      'invitations.status',
      eb
        .selectFrom('responses')
        .select('answers')
        .whereRef('responses.invitation_id', '=', 'invitations.id')
        .where('superseded_at', 'is', null)
        .where('set_aside', 'is', null)
        .$castTo<Answers>()
        .as('given'),
    ])
    .where('invitations.id', '=', invitationId)
    .forUpdate(['engagements', 'invitations'])
    .executeTakeFirst()
}
