import { type Generated, type JSONColumnType, sql } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Purpose } from '../domain/frequency.ts'
import { type GateFact, isGateFact } from '../domain/gates.ts'
import type { Db } from './database.ts'

/** What a portal may report, under an id of its own so that a repeat is recognised. */
export type ReportedFact = GateFact | { readonly type: 'terminated'; readonly at: string } | RequestedFact

/** Somebody was asked for something outside our surveys. Who it was stands in the calendar alone. */
export type RequestedFact = { readonly type: 'requested'; readonly purpose: Purpose; readonly at: string }

/** `seq` is the number under which the workflow was told; null while it was not, because the engagement was closed. */
export type FactsTable = {
  engagement_id: string
  event_id: string
  type: ReportedFact['type']
  fact: JSONColumnType<ReportedFact>
  at: Date
  seq: number | null
  recorded_at: Generated<Date>
}

/** Records a fact once.
 *  @returns whether it is new
 *  @throws {DomainError} fact.conflict — the eventId carries another fact */
export async function addFact(
  tx: Db,
  { engagementId, eventId, fact }: { engagementId: string; eventId: string; fact: ReportedFact },
): Promise<boolean> {
  const body = JSON.stringify(fact)
  const added = await tx
    .insertInto('facts')
    .values({
      engagement_id: engagementId,
      event_id: eventId,
      type: fact.type,
      fact: body,
      at: new Date(fact.at),
      seq: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  if (added) return true
  const same = await tx
    .selectFrom('facts')
    .select('event_id')
    .where('engagement_id', '=', engagementId)
    .where('event_id', '=', eventId)
    .where('fact', '=', sql<never>`${body}::jsonb`)
    .executeTakeFirst()
  if (same) return false
  throw new DomainError('fact.conflict', `eventId '${eventId}' was used for another fact of this engagement`)
}

/** All that portals reported of an engagement, in the order it came. */
export async function factsOf(db: Db, engagementId: string): Promise<readonly ReportedFact[]> {
  const rows = await db
    .selectFrom('facts')
    .select('fact')
    .where('engagement_id', '=', engagementId)
    .orderBy('recorded_at')
    .orderBy('event_id')
    .execute()
  return rows.map((row) => row.fact)
}

/** The facts that open or close gates. */
export async function gateFactsOf(db: Db, engagementId: string): Promise<readonly GateFact[]> {
  const facts = await factsOf(db, engagementId)
  return facts.filter(isGateFact)
}

/** The fact of a kind that happened last. */
export async function newestGateFact(
  db: Db,
  engagementId: string,
  type: GateFact['type'],
): Promise<GateFact | undefined> {
  const facts = await gateFactsOf(db, engagementId)
  return facts
    .filter((fact) => fact.type === type)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1)
}

/** Facts of the work that came while the engagement was closed, so that its workflow does not know them. */
export async function untoldFacts(
  tx: Db,
  engagementId: string,
): Promise<readonly { eventId: string; fact: GateFact }[]> {
  const rows = await tx
    .selectFrom('facts')
    .select(['event_id as eventId', 'fact'])
    .where('engagement_id', '=', engagementId)
    .where('seq', 'is', null)
    .orderBy('recorded_at')
    .execute()
  return rows.flatMap(({ eventId, fact }) => (isGateFact(fact) ? [{ eventId, fact }] : []))
}

export async function markTold(tx: Db, engagementId: string, eventId: string, seq: number): Promise<void> {
  await tx
    .updateTable('facts')
    .set({ seq })
    .where('engagement_id', '=', engagementId)
    .where('event_id', '=', eventId)
    .execute()
}
