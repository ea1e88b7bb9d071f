import { type Generated, sql } from 'kysely'
import type { Db } from './database.ts'

/** Figures of partners that are told from outside, such as how many people are certified. What was told before stays, for the days it
 *  held on. */
export type FiguresTable = {
  program_id: string
  partner_id: string
  key: string
  value: number
  told_at: Generated<Date>
}

export type Told = { readonly programId: string; readonly partnerId: string }

/** Writes down figures that differ from what was told last. @returns the keys of those that do */
export async function tellFigures(
  tx: Db,
  { programId, partnerId }: Told,
  figures: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  const before = await figuresOf(tx, { programId, partnerId })
  const changed = Object.entries(figures).filter(([key, value]) => before.get(key) !== value)
  if (changed.length === 0) return []
  const rows = changed.map(([key, value]) => ({ program_id: programId, partner_id: partnerId, key, value }))
  await tx
    .insertInto('figures')
    .values(rows.map((row) => ({ ...row, told_at: sql<Date>`clock_timestamp()` })))
    .execute()
  return changed.map(([key]) => key)
}

/** The figures of a partner as they were known at an instant, by key; the newest if none is given. */
export async function figuresOf(
  db: Db,
  { programId, partnerId, asOf }: Told & { readonly asOf?: Date },
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('figures')
    .select(['key', 'value'])
    .distinctOn('key')
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .$if(asOf !== undefined, (query) => query.where('told_at', '<=', asOf ?? new Date()))
    .orderBy('key')
    .orderBy('told_at', 'desc')
    .execute()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

/** The figures of every partner of a program as they were known at an instant, by partner and key. */
export async function allFiguresOf(
  db: Db,
  { programId, asOf }: { readonly programId: string; readonly asOf: Date },
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const rows = await db
    .selectFrom('figures')
    .select(['partner_id', 'key', 'value'])
    .distinctOn(['partner_id', 'key'])
    .where('program_id', '=', programId)
    .where('told_at', '<=', asOf)
    .orderBy('partner_id')
    .orderBy('key')
    .orderBy('told_at', 'desc')
    .execute()
  const figures = new Map<string, Map<string, number>>()
  for (const { partner_id: partner, key, value } of rows) {
    const own = figures.get(partner) ?? new Map<string, number>()
    figures.set(partner, own.set(key, value))
  }
  return figures
}
