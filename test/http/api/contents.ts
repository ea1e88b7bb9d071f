import { sql } from 'kysely'
import type { Db } from '../../../src/db/database.ts'

/** What every table holds, as the number of its rows and a digest of them: what a write changes and a read must not. */
export async function contentsOf(db: Db): Promise<Readonly<Record<string, string>>> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(
    db,
  )
  const digests = tables.rows.map(
    ({ name }) => sql`
      select ${sql.lit(name)} as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest
      from ${sql.table(name)} t`,
  )
  const { rows } = await sql<{ name: string; digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db)
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

/** How many rows every table has. */
export async function countsOf(db: Db): Promise<Readonly<Record<string, number>>> {
  const contents = await contentsOf(db)
  return Object.fromEntries(Object.entries(contents).map(([name, digest]) => [name, Number(digest.split(' ')[0])]))
}
