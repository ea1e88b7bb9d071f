import { type JSONColumnType, sql } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Program } from '../domain/program.ts'
import type { Db } from './database.ts'

export type ProgramsTable = {
  id: string
  version: number
  definition: JSONColumnType<Program>
  published_at: Date
}

/** Publishes a program, or does nothing when this very definition is published.
 *  @returns whether it is new
 *  @throws {DomainError} program.version-published — the version exists with another definition */
export async function publishProgram(db: Db, program: Program): Promise<boolean> {
  const definition = JSON.stringify(program)
  const inserted = await db
    .insertInto('programs')
    .values({ id: program.id, version: program.version, definition, published_at: sql`now()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return true
  const same = await db
    .selectFrom('programs')
    .select('id')
    .where('id', '=', program.id)
    .where('version', '=', program.version)
    .where('definition', '=', sql<never>`${definition}::jsonb`)
    .executeTakeFirst()
  if (same) return false
  throw new DomainError(
    'program.version-published',
    `${program.id} version ${program.version} is published with another definition: publish version ${program.version + 1}`,
  )
}

/** One version of a program, the newest unless a version is named. */
export async function findProgram(db: Db, id: string, version?: number): Promise<Program | undefined> {
  const row = await db
    .selectFrom('programs')
    .select('definition')
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.definition
}

/** The newest version of every program, by id. */
export async function listPrograms(db: Db): Promise<readonly Program[]> {
  const rows = await db
    .selectFrom('programs')
    .select('definition')
    .distinctOn('id')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => row.definition)
}
