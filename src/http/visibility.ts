import type { Db } from '../db/database.ts'
import type { EngagementFilter, EngagementRow } from '../db/engagements.ts'
import type { Caller } from '../db/keys.ts'
import { findProgram } from '../db/programs.ts'
import type { Program } from '../domain/program.ts'

/** Whether a caller may read what is about single customers under the version of the program an engagement follows: the engagement, its
 *  contacts, letters, timeline and answers. To the owner of a confidential program none of them is there, only results over many.
 *  Which partners a caller may act for is asked elsewhere.
 *  @source MX-14, CI-01 */
export async function readsSingles(
  db: Db,
  { role }: Pick<Caller, 'role'>,
  engagement: Pick<EngagementRow, 'program_id' | 'program_version'>,
): Promise<boolean> {
  if (role !== 'owner') return true
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  return program !== undefined && readsEveryScore({ role }, program)
}

/** Whether a caller may read single answers of an engagement they see: nobody may where respondents may stay anonymous, since those who
 *  are named would tell who is not.
 *  @source MX-14, CI-02 */
export async function readsAnswers(
  db: Db,
  { role }: Pick<Caller, 'role'>,
  engagement: Pick<EngagementRow, 'program_id' | 'program_version'>,
): Promise<boolean> {
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  return program !== undefined && !program.survey.anonymity && readsEveryScore({ role }, program)
}

/** Whether a caller may read scores as each answer moves them, of any instant: two of them tell the answer between. To the owner of a
 *  confidential program they are told by its results, five answers at a time.
 *  @source MX-14, MX-05 */
export function readsEveryScore({ role }: Pick<Caller, 'role'>, { privacy }: Pick<Program, 'privacy'>): boolean {
  return role !== 'owner' || privacy !== 'confidential'
}

/** The same rule for lists of engagements. */
export function singlesOnly({ role }: Pick<Caller, 'role'>): Pick<EngagementFilter, 'confidential'> {
  return role === 'owner' ? { confidential: false } : {}
}
