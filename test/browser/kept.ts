import { sql } from 'kysely'
import { expect } from 'vitest'
import { countedResponses } from '../../src/db/responses.ts'
import { portal } from '../support/portal.ts'
import type { World } from '../support/world.ts'

/** The answers that count of an engagement's only contact. */
export async function answersOf({ db }: World, engagementId: string) {
  const [response, ...others] = await countedResponses(db, engagementId)
  expect(others).toEqual([])
  return response?.answers
}

/** Waits until the one contact of an engagement is invited and nothing is under way. */
export async function settled(world: World, engagementId: string): Promise<void> {
  await portal(world).until(engagementId, { invitations: { invited: 1 } })
  const underWay = () => world.db.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute()
  await expect.poll(underWay, { interval: 50 }).toEqual([])
}

/** All that is in the database: a digest of every table. */
export async function everything({ db }: World): Promise<Readonly<Record<string, string>>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db)
  const digests: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const rows = await sql<{ digest: string }>`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${sql.table(name)} t`.execute(
      db,
    )
    digests[name] = rows.rows[0]?.digest ?? ''
  }
  expect(digests).toMatchObject({ responses: expect.any(String), audit: expect.any(String) })
  return digests
}
