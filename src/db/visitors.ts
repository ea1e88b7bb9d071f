import { sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { WorkAddress } from '../domain/workAddress.ts'
import type { Language } from '../locales/languages.ts'
import { hashOfAddress } from './address.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { ensureInvitation } from './invitations.ts'
import type { Membership } from './surveyAddresses.ts'

/** Keeps two visitors of a membership from opening an engagement for the same organisation at once. */
export async function lockMembership(tx: Db, { partnerId, programId }: Membership): Promise<void> {
  await tx
    .selectFrom('memberships')
    .select('partner_id')
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .forUpdate()
    .execute()
}

/** A membership's engagements with the person, else those with somebody of their organisation, the likeliest first. */
export async function engagementsOfOrganisation(
  db: Db,
  { partnerId, programId }: Membership,
  { address, domain }: WorkAddress,
): Promise<readonly EngagementRow[]> {
  const host = sql<string>`split_part(lower(contacts.email), '@', 2)`
  const isPerson = sql<boolean>`contacts.address_hash = ${hashOfAddress(address)}`
  return db
    .selectFrom('engagements')
    .innerJoin('contacts', 'contacts.engagement_id', 'engagements.id')
    .selectAll('engagements')
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .where((eb) => eb.or([isPerson, eb(host, '=', domain), eb(host, 'like', `%.${domain}`)]))
    .groupBy('engagements.id')
    .orderBy(sql`bool_or(${isPerson})`, 'desc')
    .orderBy(sql`engagements.stage = 'closed'`)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('engagements.created_at')
    .limit(50)
    .execute()
}

/** Adds somebody as a contact who named themselves. */
export async function addVisitor(
  tx: Db,
  { id: engagementId, customer_country: country, subject_name: service }: EngagementRow,
  { address, language }: { readonly address: string; readonly language: Language },
): Promise<string> {
  const id = newId('ctc')
  await tx
    .insertInto('contacts')
    .values({
      id,
      engagement_id: engagementId,
      first_name: '',
      last_name: '',
      email: address,
      country,
      survey_eligible: true,
      survey_language: language,
      service,
      role: 'primary',
      consent_at: null,
      consent_source: null,
      address_hash: hashOfAddress(address),
    })
    .execute()
  await ensureInvitation(tx, { engagementId, contactId: id, eligible: true, origin: 'visitor' })
  return id
}

/** How many visitors an engagement has. */
export async function countVisitors(db: Db, engagementId: string): Promise<number> {
  const { count } = await db
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('engagement_id', '=', engagementId)
    .where('origin', '=', 'visitor')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many engagements hold answers that a person did not confirm, over all memberships. */
export async function countUnconfirmed(db: Db, person: Buffer): Promise<number> {
  const { count } = await db
    .selectFrom('contacts')
    .innerJoin('invitations', 'invitations.contact_id', 'contacts.id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('address_hash', '=', person)
    .where('origin', '=', 'visitor')
    .where('status', '<>', 'answered')
    .executeTakeFirstOrThrow()
  return Number(count)
}
