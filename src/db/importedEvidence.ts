import { type Generated, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { EvidenceState, Item } from '../domain/importedEvidence.ts'
import type { ImportedKind } from '../domain/vocabulary.ts'
import { hashOfAddress } from './address.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

/** A piece of evidence that comes from elsewhere: under which id it is known there, and what the operator decided about it. Its row
 *  in `evidence` names it as the source. */
export type ImportedEvidenceTable = {
  id: string
  program_id: string
  partner_id: string
  kind: ImportedKind
  item_id: string
  origin: string
  at: Date
  organisation: string | null
  value: number | null
  state: Generated<EvidenceState>
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  imported_by: string
  imported_at: Generated<Date>
}

export type ImportedEvidenceRow = Selectable<ImportedEvidenceTable>

/** Where items are imported to, and from where. */
export type Import = {
  readonly programId: string
  readonly partnerId: string
  readonly kind: ImportedKind
  readonly origin: string
  readonly importedBy: string
}

/** Keeps items that are not there yet, undecided, and puts who was asked elsewhere into their calendars.
 *  @returns the ids of the new ones, by the id of the item */
export async function keepItems(tx: Db, to: Import, items: readonly Item[]): Promise<ReadonlyMap<string, string>> {
  if (items.length === 0) return new Map()
  const added = await tx
    .insertInto('imported_evidence')
    .values(items.map((item) => newRow(to, item)))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'item_id'])
    .execute()
  const ids = new Map(added.map(({ id, item_id }) => [item_id, id]))
  // undecided from the first day on: evidence that nobody looked at counts on no day, past ones included
  await sql`
    insert into evidence (id, program_id, partner_id, kind, source, organisation, value, at, excluded, excluded_at)
    select 'evd_' || substr(id, 5), program_id, partner_id, kind, id, organisation, value, at, 'undecided', at
    from imported_evidence where id = ${anyOf([...ids.values()])}`.execute(tx)
  const asked = items.flatMap(({ id, email, at }) => {
    const event = ids.get(id)
    return email !== null && event !== undefined ? [{ person: hashOfAddress(email), event, at }] : []
  })
  if (asked.length > 0)
    await tx
      .insertInto('requests')
      .values(
        asked.map(({ person, event, at }) => ({
          address_hash: person,
          purpose: 'survey' as const,
          engagement_id: null,
          event_id: event,
          at,
        })),
      )
      .execute()
  return ids
}

function newRow({ programId, partnerId, kind, origin, importedBy }: Import, item: Item) {
  return {
    id: newId('imp'),
    program_id: programId,
    partner_id: partnerId,
    kind,
    item_id: item.id,
    origin,
    at: item.at,
    organisation: item.organisation,
    value: item.value,
    imported_by: importedBy,
    reason: null,
    decided_by: null,
    decided_at: null,
  }
}

/** What is there under some ids of items. */
export async function findItems(
  db: Db,
  { programId, partnerId, kind }: Import,
  itemIds: readonly string[],
): Promise<readonly ImportedEvidenceRow[]> {
  return db
    .selectFrom('imported_evidence')
    .selectAll()
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .where('kind', '=', kind)
    .where('item_id', '=', anyOf(itemIds))
    .execute()
}

export async function lockImported(tx: Db, id: string): Promise<ImportedEvidenceRow | undefined> {
  return tx.selectFrom('imported_evidence').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Writes a decision down, and has the piece count or not: from its own day on if it is accepted; rejected after it counted, until now. */
export async function decideImported(
  tx: Db,
  { id, at, state: before }: Pick<ImportedEvidenceRow, 'id' | 'at' | 'state'>,
  { state, reason, by }: { state: Exclude<EvidenceState, 'undecided'>; reason: string | null; by: string },
): Promise<void> {
  await tx
    .updateTable('imported_evidence')
    .set({ state, reason, decided_by: by, decided_at: sql`now()` })
    .where('id', '=', id)
    .execute()
  const since = before === 'accepted' ? sql<Date>`now()` : at
  const counting =
    state === 'accepted' ? { excluded: null, excluded_at: null } : { excluded: state, excluded_at: since }
  await tx.updateTable('evidence').set(counting).where('source', '=', id).execute()
}

/** Evidence from elsewhere, newest first. */
export async function listImported(
  db: Db,
  filter: {
    readonly partnerIds: readonly string[] | 'all'
    readonly state?: EvidenceState
    readonly after?: { readonly createdAt: Date; readonly id: string }
    readonly limit: number
  },
): Promise<readonly (ImportedEvidenceRow & { readonly evidence_id: string | null })[]> {
  const { partnerIds, state, after, limit } = filter
  return db
    .selectFrom('imported_evidence as i')
    .leftJoin('evidence as e', 'e.source', 'i.id')
    .selectAll('i')
    .select('e.id as evidence_id')
    .$if(partnerIds !== 'all', (query) =>
      query.where('i.partner_id', '=', anyOf(partnerIds === 'all' ? [] : partnerIds)),
    )
    .$if(state !== undefined, (query) => query.where('i.state', '=', state ?? 'undecided'))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(i.imported_at, i.id) < (${after?.createdAt}, ${after?.id})`),
    )
    .orderBy('i.imported_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
}
