import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'

/** A text as a database may hold it: as it is, or as bytes in hexadecimal or base64, wherever in a longer text it stands. */
export function disguises(text: string): readonly string[] {
  const aligned = [0, 1, 2].map((offset) => Buffer.from(`${' '.repeat(offset)}${text}`).toString('base64'))
  const inner = aligned.map((encoded, offset) => encoded.slice(offset === 0 ? 0 : 4, -4))
  return [text, Buffer.from(text).toString('hex'), ...inner]
}

/** An address as it would be known again without its letters. */
export function digests(address: string): readonly string[] {
  const hash = createHash('sha256').update(address).digest()
  return [hash.toString('hex'), hash.toString('base64').slice(0, -2), hash.toString('base64url').slice(0, 12)]
}

/** Where in the whole database some words are found, whatever the letters' size: 'contacts.email: ada'. */
export async function tracesOf(db: Db, words: readonly string[]): Promise<readonly string[]> {
  const columns = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`.execute(
    db,
  )
  const found: string[] = []
  for (const { table, column } of columns.rows) {
    const { rows } = await sql<{ word: string }>`
      select distinct word from ${sql.table(table)}, unnest(${[...words]}::text[]) word
      where strpos(lower(${sql.ref(column)}::text), lower(word)) > 0`.execute(db)
    found.push(...rows.map(({ word }) => `${table}.${column}: ${word}`))
  }
  return found.sort()
}
