import { isDeepStrictEqual } from 'node:util'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { lockMembership, type MembershipKey, type MembershipRow } from '../../db/memberships.ts'
import { addOwnQuestions, findOwnQuestions, typesAsked } from '../../db/ownQuestions.ts'
import { findPartner, type PartnerRow } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import { checkOwnQuestions, type OwnQuestion } from '../../domain/ownQuestions.ts'
import type { Language } from '../../locales/languages.ts'
import { mayActFor } from '../auth.ts'

type Asking = {
  readonly key: MembershipKey
  readonly language: Language
  readonly questions: readonly OwnQuestion[]
}

/** Has a membership ask questions of its own from now on. What was answered before stays with the version it was asked in, and with
 *  its key, whose type never changes.
 *  @throws {DomainError} questions.invalid · questions.type-changed
 *  @source CI-04 */
export async function keepQuestions(
  tx: Db,
  caller: Caller,
  { key, language, questions }: Asking,
): Promise<{ readonly partner: PartnerRow; readonly membership: MembershipRow }> {
  const { partnerId, programId } = key
  const partner = mayActFor(caller, partnerId) ? await findPartner(tx, partnerId) : undefined
  const membership = partner && (await lockMembership(tx, key))
  const program = await findProgram(tx, programId)
  if (!partner || !membership || !program)
    throw new DomainError('not-found', `'${partnerId}' has no membership of '${programId}' for this key`)
  const problems = checkOwnQuestions(questions, { program, language })
  if (problems.length > 0)
    throw new DomainError('questions.invalid', `${problems[0]?.field} does not fit the rest`, problems)
  await refuseOtherTypes(tx, key, questions)

  const newest = await findOwnQuestions(tx, key)
  if (newest && newest.language === language && isDeepStrictEqual(newest.questions, questions))
    return { partner, membership }
  const version = (newest?.version ?? 0) + 1
  await addOwnQuestions(tx, programId, { partnerId, version, language, questions })
  const about = { partner: partnerId, program: programId, version, keys: questions.map((question) => question.key) }
  await record(tx, { actor: caller.id, what: 'questions.kept', about })
  return { partner, membership }
}

async function refuseOtherTypes(tx: Db, key: MembershipKey, questions: readonly OwnQuestion[]): Promise<void> {
  const types = await typesAsked(tx, key)
  const changed = questions.flatMap((question, i) => {
    const before = types.get(question.key)
    const field = `/questions/${i}/type`
    return before === undefined || before === question.type ? [] : [{ field, expected: before, got: question.type }]
  })
  if (changed.length === 0) return
  throw new DomainError('questions.type-changed', 'ask another question under another key', changed)
}
