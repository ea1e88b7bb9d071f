import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Answers } from '../domain/response.ts'
import type { Language } from '../locales/languages.ts'
import type { Db } from './database.ts'
import { excludeEvidence } from './evidence.ts'

/** What a contact answered. One a contact counts; one set aside or superseded stays readable. */
export type ResponsesTable = {
  id: string
  engagement_id: string
  invitation_id: string
  answers: JSONColumnType<Answers>
  language: Language
  set_aside: string | null
  submitted_at: Generated<Date>
  superseded_at: Date | null
  /** Since when it does not count because the owner or operator said so. */
  disqualified_at: Generated<Date | null>
}

export type ResponseRow = Selectable<ResponsesTable>

export type NewResponse = {
  readonly engagementId: string
  readonly invitationId: string
  readonly answers: Answers
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
  await tx
    .insertInto('responses')
    .values({
      id,
      engagement_id: response.engagementId,
      invitation_id: response.invitationId,
      answers: JSON.stringify(response.answers),
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
