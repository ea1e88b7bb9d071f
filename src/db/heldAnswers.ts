import { type Generated, type JSONColumnType, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Answers } from '../domain/response.ts'
import type { Language } from '../locales/languages.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

/** What somebody answered at a membership's own address, until they confirm it from their work address. It counts nowhere, and
 *  nothing that reads responses sees it. Of one person it is what was sent last, under an id of its own. */
export type HeldAnswersTable = {
  id: string
  invitation_id: string
  submission: JSONColumnType<HeldSubmission>
  given_at: Generated<Date>
}

export type HeldSubmission = {
  readonly answers: Answers
  readonly ownVersion?: number
  readonly language: Language
  readonly anonymous?: true
}

export type HeldAnswers = { readonly id: string; readonly submission: HeldSubmission; readonly given_at: Date }

/** Holds answers in the place of those the person gave before. @returns whether there were none before */
export async function keepHeld(tx: Db, invitationId: string, given: HeldSubmission): Promise<boolean> {
  const values = { id: newId('hld'), submission: JSON.stringify(given) }
  const { isNew } = await tx
    .insertInto('held_answers')
    .values({ invitation_id: invitationId, ...values })
    .onConflict((conflict) => conflict.column('invitation_id').doUpdateSet({ ...values, given_at: sql`now()` }))
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow()
  return isNew
}

export async function findHeld(db: Db, invitationId: string): Promise<HeldAnswers | undefined> {
  return db
    .selectFrom('held_answers')
    .select(['id', 'submission', 'given_at'])
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
}

/** Ends the holding: the answers count from here on, or never will. */
export async function dropHeld(tx: Db, invitationId: string): Promise<void> {
  await tx.deleteFrom('held_answers').where('invitation_id', '=', invitationId).execute()
}

/** The same for contacts. */
export async function dropHeldOf(tx: Db, contactIds: readonly string[]): Promise<void> {
  const theirs = tx.selectFrom('invitations').select('id').where('contact_id', '=', anyOf(contactIds))
  await tx.deleteFrom('held_answers').where('invitation_id', 'in', theirs).execute()
}

/** Whose answers of an engagement are held, by contact. */
export async function contactsWithHeld(db: Db, engagementId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('held_answers')
    .innerJoin('invitations', 'invitations.id', 'invitation_id')
    .select('contact_id')
    .where('engagement_id', '=', engagementId)
    .execute()
  return new Set(rows.map((row) => row.contact_id))
}

/** How many answers of a membership are held. */
export async function countHeld(
  db: Db,
  { partnerId, programId }: { readonly partnerId: string; readonly programId: string },
): Promise<number> {
  const { count } = await db
    .selectFrom('held_answers')
    .innerJoin('invitations', 'invitations.id', 'invitation_id')
    .innerJoin('engagements', 'engagements.id', 'engagement_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
