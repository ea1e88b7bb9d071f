import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'

/** Erasures of people: under way with the hash of the address, so that one that broke off is finished; then without it. */
export type ErasuresTable = {
  id: string
  address_hash: Buffer | null
  key_id: string
  counts: JSONColumnType<Counts>
  started_at: Generated<Date>
  finished_at: Date | null
}

/** How many rows of which table were removed or emptied. */
export type Counts = Readonly<Record<string, number>>

/** What can be erased, as long as there was none of it. */
const nothing = {
  contacts: 0,
  invitations: 0,
  responses: 0,
  reviews: 0,
  disqualifications: 0,
  letters: 0,
  deliveries: 0,
  requests: 0,
  tasks: 0,
  gifts: 0,
  partners: 0,
  idempotency: 0,
  reports: 0,
}

export type Erasure = Pick<Selectable<ErasuresTable>, 'id' | 'key_id'> & { readonly person: Buffer }

/** Begins to erase a person, or goes on with what was begun. */
export async function beginErasure(tx: Db, { person, keyId }: { person: Buffer; keyId: string }): Promise<Erasure> {
  const { id, key_id } = await tx
    .insertInto('erasures')
    .values({
      id: newId('era'),
      address_hash: person,
      key_id: keyId,
      counts: JSON.stringify(nothing),
      finished_at: null,
    })
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ address_hash: person }))
    .returning(['id', 'key_id'])
    .executeTakeFirstOrThrow()
  return { id, key_id, person }
}

/** Adds to what was erased. */
export async function addCounts(tx: Db, id: string, counts: Counts): Promise<void> {
  const before = await tx
    .selectFrom('erasures')
    .select('counts')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const sum = JSON.stringify(sumOf(before.counts, counts))
  await tx.updateTable('erasures').set({ counts: sum }).where('id', '=', id).execute()
}

/** Ends an erasure: the proof goes to the audit trail, and the last trace of the person with it.
 *  @returns what was erased in all */
export async function finishErasure(tx: Db, id: string): Promise<Counts> {
  const finished = await tx
    .updateTable('erasures')
    .set({ address_hash: null, finished_at: sql`now()` })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .returning(['counts', 'key_id'])
    .executeTakeFirst()
  if (finished) {
    const { counts, key_id: actor } = finished
    await record(tx, { actor, what: 'person.erased', about: { erasure: id, rows: counts } })
    return counts
  }
  return (await tx.selectFrom('erasures').select('counts').where('id', '=', id).executeTakeFirstOrThrow()).counts
}

/** Erasures that broke off, or are under way for longer than any takes. */
export async function erasuresLeft(db: Db, { minutes }: { minutes: number }): Promise<readonly Erasure[]> {
  const rows = await db
    .selectFrom('erasures')
    .select(['id', 'key_id', 'address_hash'])
    .where('started_at', '<', sql<Date>`now() - make_interval(mins => ${minutes})`)
    .where('finished_at', 'is', null)
    .execute()
  return rows.flatMap(({ id, key_id, address_hash: person }) => (person ? [{ id, key_id, person }] : []))
}

/** Adds up, table by table. */
export function sumOf(...all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const [table, count] of all.flatMap((counts) => Object.entries(counts))) sum[table] = (sum[table] ?? 0) + count
  return sum
}
