import { type JSONColumnType, sql } from 'kysely'
import { dayAt } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Program } from '../domain/program.ts'
import { anyOf } from './anyOf.ts'
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

/** One version of a program: the one that is named, or that in force at this moment. */
export async function findProgram(db: Db, id: string, version?: number): Promise<Program | undefined> {
  if (version === undefined) return programInForce(db, id, new Date())
  const row = await db
    .selectFrom('programs')
    .select('definition')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.definition
}

/** The version of a program under which engagements open at an instant: the newest of those that took effect. */
export async function programInForce(db: Db, id: string, at: Date): Promise<Program | undefined> {
  const row = await inForce(db, at).where('id', '=', id).executeTakeFirst()
  return row?.definition
}

/** Every program, by id, in the version in force at this moment. */
export async function listPrograms(db: Db): Promise<readonly Program[]> {
  const rows = await inForce(db, new Date()).execute()
  return rows.map((row) => row.definition)
}

/** Days begin at midnight UTC, for all partners at once. */
function inForce(db: Db, at: Date) {
  return db
    .selectFrom('programs')
    .select('definition')
    .distinctOn('id')
    .where(sql<boolean>`coalesce(${takesEffectOn} <= ${dayAt(at, 'UTC')}, true)`)
    .orderBy('id')
    .orderBy('version', 'desc')
}

const takesEffectOn = sql<string | null>`definition #>> '{takesEffect,on}'`

/** All versions that are published, of one program or of all, oldest first. */
export async function listVersions(db: Db, id?: string) {
  return db
    .selectFrom('programs')
    .select(['id', 'version', 'published_at as publishedAt', takesEffectOn.as('on')])
    .select([
      sql<string>`definition ->> 'name'`.as('name'),
      sql<string | null>`definition #>> '{takesEffect,override}'`.as('override'),
    ])
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .orderBy('version')
    .execute()
}

/** The programs that some partners have a membership or an open engagement of. */
export async function programsOf(db: Db, partnerIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('program_id as id')
    .where('partner_id', '=', anyOf(partnerIds))
    .union(
      db
        .selectFrom('engagements')
        .select('program_id as id')
        .where('partner_id', '=', anyOf(partnerIds))
        .where('stage', '<>', 'closed'),
    )
    .execute()
  return rows.map((row) => row.id)
}
