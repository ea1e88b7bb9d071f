import { sql } from 'kysely'
import type { Db } from './database.ts'

/** An invitation that waits for the first day its contact may be asked. */
export type Deferral = {
  readonly id: string
  readonly contactId: string
  readonly engagementId: string
  readonly programId: string
  readonly programVersion: number
  readonly dueAt: Date
  readonly until: Date
}

/** Lets an invitation wait. Since when it was due is kept, because that decides whose turn it is. */
export async function defer(tx: Db, id: string, { since, until }: { since: Date; until: Date }): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ status: 'deferred', due_at: sql`coalesce(due_at, ${since}::timestamptz)`, deferred_until: until })
    .where('id', '=', id)
    .execute()
}

/** Ends the wait: the contact is being asked. */
export async function makeRequest(tx: Db, id: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ status: 'named', deferred_until: null, requested_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

/** Ends the wait of somebody who came by themselves: what they are asked is no request. */
export async function endDeferral(tx: Db, id: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ status: 'named', due_at: null, deferred_until: null })
    .where('id', '=', id)
    .execute()
}

/** The invitations that wait for one person. Those of an engagement that is back at its gates wait for something else.
 *  @param engagementId whose invitations are about to be sent, wherever it stands */
export async function deferralsOf(tx: Db, person: Buffer, engagementId?: string): Promise<readonly Deferral[]> {
  return tx
    .selectFrom('invitations')
    .innerJoin('contacts', 'contacts.id', 'invitations.contact_id')
    .innerJoin('engagements', 'engagements.id', 'invitations.engagement_id')
    .select([
      'invitations.id',
      'contacts.id as contactId',
      'engagements.id as engagementId',
      'program_id as programId',
      'program_version as programVersion',
      sql<Date>`invitations.due_at`.as('dueAt'),
      sql<Date>`deferred_until`.as('until'),
    ])
    .where('address_hash', '=', person)
    .where('status', '=', 'deferred')
    .where((eb) => eb.or([eb('stage', '=', 'survey'), eb('engagements.id', '=', engagementId ?? '')]))
    .execute()
}

/** Some of the people somebody waits for, in no order. */
export async function peopleWaitedFor(db: Db, { limit }: { limit: number }): Promise<readonly Buffer[]> {
  const rows = await db
    .selectFrom('invitations')
    .innerJoin('contacts', 'contacts.id', 'invitations.contact_id')
    .select('address_hash')
    .where('status', '=', 'deferred')
    .groupBy('address_hash')
    .orderBy(sql`random()`)
    .limit(limit)
    .execute()
  return rows.map((row) => row.address_hash)
}
