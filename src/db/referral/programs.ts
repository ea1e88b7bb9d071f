import { type JSONColumnType, sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import type { ReferralProgram } from '../../domain/referral/program.ts'
import type { Db } from '../database.ts'

export type ReferralProgramsTable = {
  id: string
  version: number
  definition: JSONColumnType<ReferralProgram>
  published_at: Date
}

/** Publishes a referral program, or does nothing when this very definition is published.
 *  @returns whether it is new
 *  @throws {DomainError} program.version-published — the version exists with another definition */
export async function publishReferralProgram(db: Db, program: ReferralProgram): Promise<boolean> {
  const definition = JSON.stringify(program)
  const { id, version } = program
  const inserted = await db
    .insertInto('referral_programs')
    .values({ id, version, definition, published_at: sql`now()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return true
  const same = await db
    .selectFrom('referral_programs')
    .select('id')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('definition', '=', sql<never>`${definition}::jsonb`)
    .executeTakeFirst()
  if (same) return false
  throw new DomainError(
    'program.version-published',
    `${id} version ${version} is published with another definition: publish version ${version + 1}`,
  )
}

/** One version of a referral program, the newest unless a version is named. */
export async function findReferralProgram(db: Db, id: string, version?: number): Promise<ReferralProgram | undefined> {
  const row = await db
    .selectFrom('referral_programs')
    .select('definition')
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.definition
}

/** The newest version of every referral program, in the order they were published. */
export async function listReferralPrograms(db: Db): Promise<readonly ReferralProgram[]> {
  const rows = await db
    .selectFrom('referral_programs as newest')
    .select('definition')
    .where('version', '=', (eb) =>
      eb
        .selectFrom('referral_programs')
        .select((max) => max.fn.max('version').as('version'))
        .whereRef('id', '=', 'newest.id'),
    )
    .orderBy('published_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.definition)
}

/** The rules by which partners and their profiles are read: there is one set of profiles for all referral programs. */
export async function currentReferralProgram(db: Db): Promise<ReferralProgram> {
  const [program] = await listReferralPrograms(db)
  if (!program) throw new DomainError('program.unknown', 'no referral program is published')
  return program
}
