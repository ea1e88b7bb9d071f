import { type Generated, sql } from 'kysely'
import type { Purpose } from '../domain/frequency.ts'
import type { Db } from './database.ts'

/** When a person was asked for something: the calendar that keeps anybody from being asked too often. */
export type RequestsTable = {
  id: Generated<string>
  address_hash: Buffer
  purpose: Purpose
  /** Null where the person was asked in a survey of the partner's own. */
  engagement_id: string | null
  /** The portal's own id of it, where a portal reported it. */
  event_id: string | null
  at: Date
}

/** Notes that a person was, or is being, asked for something. Nothing is noted twice under one event of an engagement. */
export async function addRequest(
  tx: Db,
  request: { person: Buffer; purpose: Purpose; engagementId: string | null; eventId?: string; at: Date },
): Promise<void> {
  const { person, purpose, engagementId, eventId = null, at } = request
  await tx
    .insertInto('requests')
    .values({ address_hash: person, purpose, engagement_id: engagementId, event_id: eventId, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whom an event that a portal reported was about; undefined when it is not known, or the person was erased. */
export async function personAsked(
  tx: Db,
  { engagementId, eventId }: { engagementId: string; eventId: string },
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('requests')
    .select('address_hash')
    .where('engagement_id', '=', engagementId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row?.address_hash
}

export async function requestsOf(tx: Db, person: Buffer): Promise<readonly Date[]> {
  const rows = await tx.selectFrom('requests').select('at').where('address_hash', '=', person).execute()
  return rows.map((row) => row.at)
}

/** Those of some people whom an engagement knows: nobody plans requests to others. */
export async function peopleKnown(db: Db, people: readonly Buffer[]): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ person: Buffer }>`
    select distinct address_hash as person from contacts where address_hash = any(${[...people]}::bytea[])`.execute(db)
  return rows.map(({ person }) => person)
}

/** Keeps everybody else from planning requests to these people until the transaction ends. To be taken after the engagement's
 *  lock, always in the same order.
 *  @returns the time after the locks were had */
export async function lockPeople(tx: Db, people: readonly Buffer[]): Promise<Date> {
  for (const person of people.toSorted((a, b) => a.compare(b))) {
    await sql`select pg_advisory_xact_lock(${person.readBigInt64BE().toString()}::bigint)`.execute(tx)
  }
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  return rows[0]?.now ?? new Date()
}
