import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { listVersions } from '../../db/programs.ts'
import { publishAs } from '../../db/publications.ts'
import { dayAt } from '../../domain/calendar.ts'
import { checkProgram } from '../../domain/checkProgram.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { announcementProblems } from '../../domain/ruleChange.ts'
import { hasRight } from '../rights.ts'

/** Publishes a version of a program, which announces itself by the day it takes effect on.
 *  @returns whether it is new
 *  @throws {DomainError} program.invalid — it contradicts itself · program.unannounced — it would take effect too soon ·
 *  role.not-allowed — it overrides that, which is the owner's to decide */
export async function publish(tx: Db, caller: Caller, program: Program): Promise<boolean> {
  refuseUnfit(program)
  const { id, version, takesEffect } = program
  const published = (await listVersions(tx, id)).map((one) => one.version)
  if (!published.includes(version)) {
    const today = dayAt(new Date(), 'UTC')
    const [problem] = announcementProblems(program, { published, today })
    if (problem)
      throw new DomainError('program.unannounced', `${problem.field}: expected ${problem.expected}`, [problem])
    if (published.length > 0 && takesEffect?.override !== undefined && !hasRight(caller.role, 'override announcements'))
      throw new DomainError('role.not-allowed', 'only the owner of a program overrides how long a change is announced')
  }
  return publishAs(tx, caller.id, program)
}

/** @throws {DomainError} program.invalid — with every contradiction */
export function refuseUnfit(program: Program): void {
  const problems = checkProgram(program)
  if (problems.length === 0) return
  throw new DomainError('program.invalid', `${problems[0]?.field} does not fit the rest`, problems)
}
