import type { Program } from '../domain/program.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { publishProgram } from './programs.ts'
import { markProgramDue } from './standingsDue.ts'

/** Publishes a version of a program in somebody's name, and has all whom it concerns told and found anew: where standings are found,
 *  changes of their rules are announced.
 *  @returns whether it is new
 *  @throws {DomainError} program.version-published — the version exists with another definition  @source PV-04 */
export async function publishAs(tx: Db, actor: string, program: Program): Promise<boolean> {
  const isNew = await publishProgram(tx, program)
  if (!isNew) return false
  const { id, version, takesEffect } = program
  await record(tx, { actor, what: 'program.published', about: { id, version, ...(takesEffect && { takesEffect }) } })
  await markProgramDue(tx, id)
  return true
}
