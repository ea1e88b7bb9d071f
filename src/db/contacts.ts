import { type Generated, type Selectable, sql } from 'kysely'
import type { Contact, ContactRole } from '../domain/contact.ts'
import { newId } from '../domain/ids.ts'
import type { Language } from '../locales/languages.ts'
import { hashOfAddress } from './address.ts'
import type { Db } from './database.ts'

/** People at the customer: the only table, with `letters.payload` and free text, that holds personal data of them. */
export type ContactsTable = {
  id: string
  engagement_id: string
  first_name: string
  last_name: string
  email: string
  country: string
  survey_eligible: boolean
  survey_language: Language
  service: string
  role: ContactRole
  /** That they agreed to be asked; both or neither. */
  consent_at: Date | null
  consent_source: string | null
  /** The person, over engagements and programs, without a name. */
  address_hash: Buffer
  named_at: Generated<Date>
}

export type ContactRow = Selectable<ContactsTable>

/** Adds a contact, or takes over what changed when the address is there already. @returns its id */
export async function nameContact(tx: Db, engagementId: string, contact: Contact): Promise<string> {
  const values = {
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    country: contact.country,
    survey_eligible: contact.surveyEligible,
    survey_language: contact.surveyLanguage,
    service: contact.service,
    role: contact.role,
    consent_at: contact.consentAt === '' ? null : new Date(contact.consentAt),
    consent_source: contact.consentSource || null,
    address_hash: hashOfAddress(contact.email),
  }
  const { id } = await tx
    .insertInto('contacts')
    .values({ id: newId('ctc'), engagement_id: engagementId, ...values })
    .onConflict((conflict) => conflict.expression(sql`engagement_id, lower(email)`).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps a contact from being erased until the transaction ends. @returns whether they are there */
export async function holdContact(tx: Db, id: string): Promise<boolean> {
  const held = await tx.selectFrom('contacts').select('id').where('id', '=', id).forKeyShare().executeTakeFirst()
  return held !== undefined
}

/** First and last name; empty where neither is known. */
export function nameOfContact(row: { readonly first_name: string | null; readonly last_name: string | null }): string {
  return `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim()
}

/** A row as it was named. */
export function contactOf(row: ContactRow): Contact {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    country: row.country,
    surveyEligible: row.survey_eligible,
    surveyLanguage: row.survey_language,
    service: row.service,
    consentAt: row.consent_at?.toISOString() ?? '',
    consentSource: row.consent_source ?? '',
    role: row.role,
  }
}

export async function contactsOf(db: Db, engagementId: string): Promise<readonly ContactRow[]> {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .orderBy('named_at')
    .orderBy('id')
    .execute()
}

/** Of the contacts of an engagement, those its partner named: of visitors it learns numbers only. */
export async function namedContactsOf(db: Db, engagementId: string): Promise<readonly ContactRow[]> {
  const visitors = await db
    .selectFrom('invitations')
    .select('contact_id')
    .where('engagement_id', '=', engagementId)
    .where('origin', '=', 'visitor')
    .execute()
  const contacts = await contactsOf(db, engagementId)
  return contacts.filter(({ id }) => !visitors.some(({ contact_id }) => contact_id === id))
}
