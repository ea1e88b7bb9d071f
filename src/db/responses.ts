import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Answers } from '../domain/response.ts'
import type { Language } from '../locales/languages.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { excludeEvidence } from './evidence.ts'

/** What a contact answered. One a contact counts; one set aside or superseded stays readable. Of an anonymous one only what was
 *  answered is known, to which partner's survey, and in which month. */
export type ResponsesTable = {
  id: string
  engagement_id: string | null
  invitation_id: string | null
  partner_id: string
  program_id: string
  program_version: number
  /** The customer's country and what the survey was about. */
  country: string | null
  subject: string | null
  answers: JSONColumnType<Answers>
  /** Which questions of the membership's own were asked beside the program's. */
  own_partner_id: string | null
  own_version: number | null
  language: Language | null
  anonymous: Generated<boolean>
  set_aside: string | null
  submitted_at: Generated<Date>
  superseded_at: Date | null
  /** Since when it does not count because the owner or operator said so. */
  disqualified_at: Generated<Date | null>
}

export type ResponseRow = Selectable<ResponsesTable>

/** The membership and version of the questions that were asked beside the program's. */
export type OwnAsked = { readonly partnerId: string; readonly version: number }

export type NewResponse = {
  readonly engagement: EngagementRow
  readonly invitationId: string
  readonly answers: Answers
  readonly own?: OwnAsked | undefined
  readonly language: Language
  /** Why it does not count; absent when it does. */
  readonly setAside?: 'too-fast' | 'honeypot'
  /** When it was given, where that is not now. */
  readonly at?: Date | undefined
}

/** Makes room for another response of an invitation: the one that counts stays readable and counts no more.
 *  @returns the ids of those */
export async function supersedeResponse(tx: Db, invitationId: string): Promise<readonly string[]> {
  const superseded = await tx
    .updateTable('responses')
    .set({ superseded_at: sql`now()` })
    .where('invitation_id', '=', invitationId)
    .where('superseded_at', 'is', null)
    .where('set_aside', 'is', null)
    .returning('id')
    .execute()
  const ids = superseded.map(({ id }) => id)
  await excludeEvidence(tx, ids, 'superseded')
  return ids
}

/** Keeps a response. Of those that count, an invitation has one. @returns its id */
export async function addResponse(tx: Db, response: NewResponse): Promise<string> {
  const id = newId('res')
  const { engagement } = response
  await tx
    .insertInto('responses')
    .values({
      id,
      engagement_id: engagement.id,
      invitation_id: response.invitationId,
      partner_id: engagement.partner_id,
      program_id: engagement.program_id,
      program_version: engagement.program_version,
      country: engagement.customer_country,
      subject: engagement.subject_name,
      answers: JSON.stringify(response.answers),
      own_partner_id: response.own?.partnerId ?? null,
      own_version: response.own?.version ?? null,
      language: response.language,
      set_aside: response.setAside ?? null,
      ...(response.at && { submitted_at: response.at }),
      superseded_at: null,
    })
    .execute()
  return id
}

/** All responses of an engagement, also those that count no more, oldest first. */
export async function responsesOf(db: Db, engagementId: string): Promise<readonly ResponseRow[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()
}

/** The responses of an engagement that count. */
export async function countedResponses(db: Db, engagementId: string): Promise<readonly ResponseRow[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .where('superseded_at', 'is', null)
    .where('set_aside', 'is', null)
    .where('disqualified_at', 'is', null)
    .orderBy('submitted_at')
    .execute()
}
