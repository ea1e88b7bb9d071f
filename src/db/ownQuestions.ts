import { type Generated, type JSONColumnType, sql } from 'kysely'
import { type OwnQuestion, type OwnQuestions, withFormerOptions } from '../domain/ownQuestions.ts'
import type { Language } from '../locales/languages.ts'
import type { Db } from './database.ts'
import { findMembershipOver, type MembershipKey } from './memberships.ts'

/** Questions that memberships add, a row for all of a version. A version never changes: answers name the one they were given to. */
export type OwnQuestionsTable = {
  partner_id: string
  program_id: string
  version: number
  language: Language
  questions: JSONColumnType<readonly OwnQuestion[]>
  created_at: Generated<Date>
}

/** A version of a membership's own questions, the newest unless one is named. */
export async function findOwnQuestions(
  db: Db,
  { partnerId, programId }: MembershipKey,
  version?: number,
): Promise<OwnQuestions | undefined> {
  return db
    .selectFrom('own_questions')
    .select(['partner_id as partnerId', 'version', 'language', 'questions'])
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The same for a survey of a partner, whose questions are those of the membership it belongs to. A version that there is not is taken
 *  for the newest. */
export async function findQuestionsFor(
  db: Db,
  key: MembershipKey,
  version?: number,
): Promise<OwnQuestions | undefined> {
  const membership = await findMembershipOver(db, key)
  if (!membership) return undefined
  const own = { ...key, partnerId: membership.partner_id }
  return (await findOwnQuestions(db, own, version)) ?? findOwnQuestions(db, own)
}

/** All questions a partner's survey ever asked beside the program's, each as it was asked last: answers are kept by their keys, and by
 *  those of the options it had.
 *  @returns whose they are, and the language each has words in at least
 *  @source CI-04 */
export async function ownQuestionsEver(
  db: Db,
  key: MembershipKey,
): Promise<{
  readonly partnerId: string
  readonly questions: readonly { readonly question: OwnQuestion; readonly language: Language }[]
}> {
  const partnerId = (await findMembershipOver(db, key))?.partner_id ?? key.partnerId
  const { rows } = await sql<{ versions: [OwnQuestion, ...OwnQuestion[]]; language: Language }>`
    select jsonb_agg(q order by version desc) as versions, (array_agg(language order by version desc))[1] as language
    from own_questions cross join lateral jsonb_array_elements(questions) q
    where partner_id = ${partnerId} and program_id = ${key.programId}
    group by q ->> 'key'
    order by q ->> 'key'`.execute(db)
  return {
    partnerId,
    questions: rows.map(({ versions, language }) => ({ question: withFormerOptions(versions), language })),
  }
}

/** The type each key was ever asked in. */
export async function typesAsked(
  db: Db,
  { partnerId, programId }: MembershipKey,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; type: string }>`
    select distinct q ->> 'key' as key, q ->> 'type' as type
    from own_questions cross join lateral jsonb_array_elements(questions) q
    where partner_id = ${partnerId} and program_id = ${programId}`.execute(db)
  return new Map(rows.map(({ key, type }) => [key, type]))
}

/** Keeps the next version of a membership's questions. The membership must be locked. */
export async function addOwnQuestions(
  tx: Db,
  programId: string,
  { partnerId, version, language, questions }: OwnQuestions,
): Promise<void> {
  await tx
    .insertInto('own_questions')
    .values({
      partner_id: partnerId,
      program_id: programId,
      version,
      language,
      questions: JSON.stringify(questions),
    })
    .execute()
}
