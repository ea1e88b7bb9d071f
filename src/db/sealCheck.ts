import { sql } from 'kysely'
import type { Db } from './database.ts'
import { entryText, lastSealed, sealOf, start } from './seals.ts'

/** What is wrong with the audit trail, and with which entry it begins. */
export type Break = { readonly entry: string; readonly how: 'changed' | 'removed' | 'inserted' | 'head unknown' }

export type SealCheck = {
  readonly entries: number
  readonly seals: number
  readonly unsealed: number
  readonly head: string | undefined
  readonly broken: Break | undefined
}

/** Seals read in one go. */
const pageSize = 5_000

/** Walks the chain of the audit trail from its first seal to its head.
 *  @param noted a head noted elsewhere: without one nobody can see that the end of the chain was cut off, or all of it made anew
 *  @returns the counts, and the first break, if there is one */
export async function checkSeals(db: Db, { noted }: { noted?: string | undefined } = {}): Promise<SealCheck> {
  const walked = await walk(db, noted)
  const { entries, unsealed } = await countEntries(db)
  const broken = walked.broken ?? (await findInserted(db)) ?? walked.missing
  return { entries, unsealed, seals: walked.seals, head: walked.head, broken }
}

async function walk(db: Db, noted: string | undefined) {
  let { position, hash } = start
  let isKnown = noted === undefined
  let rows: Awaited<ReturnType<typeof sealsAfter>>
  do {
    rows = await sealsAfter(db, position)
    for (const row of rows) {
      if (Number(row.position) !== position + 1) return { seals: position, head: hash, broken: removed(row.audit_id) }
      if (row.text === null) return { seals: position, head: hash, broken: removed(row.audit_id) }
      const expected = sealOf(hash, row.text)
      if (row.hash.toString('hex') !== expected) {
        return { seals: position, head: hash, broken: { entry: row.audit_id, how: 'changed' } satisfies Break }
      }
      position += 1
      hash = expected
      isKnown ||= hash === noted
    }
  } while (rows.length === pageSize)
  const missing: Break | undefined = isKnown ? undefined : { entry: `after ${position}`, how: 'head unknown' }
  return { seals: position, head: position === 0 ? undefined : hash, missing }
}

function removed(entry: string): Break {
  return { entry, how: 'removed' }
}

async function sealsAfter(db: Db, position: number) {
  return db
    .selectFrom('audit_seals as s')
    .leftJoin('audit as a', 'a.id', 's.audit_id')
    .select([
      's.audit_id',
      's.position',
      's.hash',
      sql<string | null>`case when a.id is not null then ${entryText} end`.as('text'),
    ])
    .where('s.position', '>', String(position))
    .orderBy('s.position')
    .limit(pageSize)
    .execute()
}

async function countEntries(db: Db): Promise<{ entries: number; unsealed: number }> {
  const { entries, unsealed } = await db
    .selectFrom('audit as a')
    .leftJoin('audit_seals as s', 's.audit_id', 'a.id')
    .select([
      sql<string>`count(*)`.as('entries'),
      sql<string>`count(*) filter (where s.audit_id is null)`.as('unsealed'),
    ])
    .executeTakeFirstOrThrow()
  return { entries: Number(entries), unsealed: Number(unsealed) }
}

/** The first entry that claims to be older than what is sealed, and is not: it came in behind the seals. */
async function findInserted(db: Db): Promise<Break | undefined> {
  const { rows } = await sql<{ id: string }>`
    select a.id from audit a, (${lastSealed}) last
    where a.transaction < last.sealed and last.sealed < pg_snapshot_xmax(pg_current_snapshot())
      and not exists (select from audit_seals s where s.audit_id = a.id)
    order by a.id limit 1`.execute(db)
  const [first] = rows
  return first && { entry: first.id, how: 'inserted' }
}
