import { type Generated, sql } from 'kysely'
import type { Evidence, EvidenceKind, Excluded, Exclusion } from '../domain/evidence.ts'
import { newId } from '../domain/ids.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

/** What standings are made of, one row a piece. `source` is the response, engagement or import it comes from; of an anonymous
 *  response nothing is known here but the organisation. */
export type EvidenceTable = {
  id: string
  program_id: string
  partner_id: string
  kind: EvidenceKind
  source: string
  engagement_id: string | null
  organisation: string | null
  value: number | null
  at: Date
  excluded: Exclusion | null
  excluded_at: Date | null
  recorded_at: Generated<Date>
  /** That of an answer nobody may trace: `source` leads nowhere, and `at` is the month. */
  anonymous: Generated<boolean>
}

export type NewEvidence = {
  readonly programId: string
  readonly partnerId: string
  readonly kind: EvidenceKind
  readonly source: string
  readonly engagementId: string | null
  readonly organisation: string | null
  readonly value: number | null
  readonly at: Date
  /** Why it does not count; absent when it does. */
  readonly exclusion?: Excluded | null
}

/** Keeps a piece of evidence. Of the same source the newest values count, and what excludes it now. */
export async function keepEvidence(tx: Db, evidence: NewEvidence): Promise<void> {
  const { value, at, exclusion } = evidence
  const now = { value, at, ...columnsOf(exclusion ?? null) }
  await tx
    .insertInto('evidence')
    .values({
      id: newId('evd'),
      program_id: evidence.programId,
      partner_id: evidence.partnerId,
      kind: evidence.kind,
      source: evidence.source,
      engagement_id: evidence.engagementId,
      organisation: evidence.organisation,
      ...now,
    })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(now))
    .execute()
}

/** Has a piece of evidence count or not, as things stand. What somebody still has to confirm or decide stays theirs. */
export async function setExclusion(tx: Db, source: string, exclusion: Excluded | null): Promise<void> {
  await tx
    .updateTable('evidence')
    .set(columnsOf(exclusion))
    .where('source', '=', source)
    .where((eb) =>
      eb.or([eb('excluded', 'is', null), eb('excluded', 'not in', ['unconfirmed', 'undecided', 'rejected'])]),
    )
    .execute()
}

function columnsOf(exclusion: Excluded | null) {
  return { excluded: exclusion?.reason ?? null, excluded_at: exclusion?.since ?? null }
}

/** Has evidence count no more from this moment on. What was excluded before keeps its reason. */
export async function excludeEvidence(tx: Db, sources: readonly string[], reason: Exclusion): Promise<void> {
  await tx
    .updateTable('evidence')
    .set({ excluded: reason, excluded_at: sql`now()` })
    .where('source', '=', anyOf(sources))
    .where('excluded', 'is', null)
    .execute()
}

/** The evidence of partners under a program in a period, oldest first. */
export async function findEvidence(
  db: Db,
  { programId, partnerIds, from, to }: { programId: string; partnerIds: readonly string[]; from: Date; to: Date },
): Promise<readonly Evidence[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'kind', 'partner_id as partnerId', 'at', 'organisation', 'value', 'excluded', 'excluded_at'])
    .where('program_id', '=', programId)
    .where('partner_id', '=', anyOf(partnerIds))
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, partnerId, at, organisation, value, excluded: reason, excluded_at: since }) => {
    const exclusion = reason && since ? { reason, since } : null
    return { id, kind, partnerId, at, organisation, value, exclusion }
  })
}

/** The engagements that pieces of evidence come from, by the id of the piece; what comes from elsewhere is left out. */
export async function findOrigins(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('engagements', 'engagements.id', 'engagement_id')
    .select(['evidence.id', 'engagements.id as engagementId', 'customer_name as customer', 'subject_name as subject'])
    .where('evidence.id', '=', anyOf(ids))
    .execute()
  return new Map(rows.map(({ id, ...origin }) => [id, origin]))
}

export type Origin = { readonly engagementId: string; readonly customer: string; readonly subject: string }
