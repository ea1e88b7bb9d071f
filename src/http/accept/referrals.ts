import { isDeepStrictEqual } from 'node:util'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { tellReferral } from '../../db/outbox.ts'
import { offersOf, settleOffer } from '../../db/referral/offers.ts'
import { currentReferralProgram } from '../../db/referral/programs.ts'
import {
  askAnew,
  createReferral,
  findReferralContact,
  lockReferral,
  type NewReferral,
  nameReferralContact,
  type ReferralRow,
} from '../../db/referral/referrals.ts'
import { DomainError, type FieldProblem } from '../../domain/errors.ts'
import type { ReferralProgram } from '../../domain/referral/program.ts'

type Asked = Omit<NewReferral, 'program_id'> & {
  readonly contact: { readonly name: string; readonly email: string } | undefined
}

/** Takes a customer's request for help, under the newest version of the referral program; its workflow starts with it.
 *  @returns the referral, and whether it is new
 *  @throws {DomainError} referral.exists — the externalId names another · referral.not-eligible — too few licences for the benefit
 *  @source RF-01 */
export async function openReferral(
  tx: Db,
  caller: Caller,
  { contact, ...asked }: Asked,
): Promise<{ row: ReferralRow; isNew: boolean }> {
  const program = await currentReferralProgram(tx)
  const problems = problemsIn(asked, program)
  if (problems.length > 0)
    throw new DomainError('request.invalid', `${problems[0]?.field} does not fit the program`, problems)
  const { licences } = program.benefit
  if (asked.kind === 'benefit' && asked.customer_licences < licences)
    throw new DomainError('referral.not-eligible', `the benefit takes ${licences} licences or more`, [
      { field: '/customer/licences', expected: `${licences} or more`, got: asked.customer_licences },
    ])
  const referral = { ...asked, program_id: program.id }
  const { row, isNew } = await createReferral(tx, { ...referral, program_version: program.version })
  if (isNew) {
    if (contact) await nameReferralContact(tx, row.id, contact)
    await tellReferral(tx, row.id, [{ type: 'opened' }])
    await note(tx, caller, row.id, 'referral.opened', { program: program.id, version: program.version })
  } else if (!isDeepStrictEqual({ ...row, ...referral }, row) || !(await isSameContact(tx, row.id, contact))) {
    throw new DomainError('referral.exists', `externalId '${asked.external_id}' names '${row.id}' with other values`)
  }
  return { row, isNew }
}

/** A contact that was erased or kept long enough is not compared any more. */
async function isSameContact(tx: Db, referralId: string, contact: Asked['contact']): Promise<boolean> {
  const there = await findReferralContact(tx, referralId)
  return !there || (there.name === contact?.name && there.email === contact.email)
}

function problemsIn(asked: Omit<Asked, 'contact'>, program: ReferralProgram): readonly FieldProblem[] {
  const oneOf = (field: string, words: readonly string[], got: string) =>
    words.includes(got) ? [] : [{ field, expected: `one of ${words.join(', ')}`, got }]
  return [
    ...asked.workloads.flatMap((workload, i) => oneOf(`/workloads/${i}`, program.workloads, workload)),
    ...oneOf('/customer/size', program.customerSizes, asked.customer_size),
    ...oneOf('/customer/industry', program.industries, asked.customer_industry),
  ]
}

/** Ends a referral because its customer looks no further. Offers that were not answered are taken back in this moment: whoever
 *  accepts one now is told. */
export async function withdrawReferral(tx: Db, caller: Caller, id: string): Promise<ReferralRow> {
  const referral = await lockOpen(tx, id)
  for (const offer of await offersOf(tx, id))
    if (offer.state === 'open') await settleOffer(tx, offer.id, { state: 'withdrawn', reason: 'customer' })
  await tellReferral(tx, id, [{ type: 'withdrawn' }])
  await note(tx, caller, id, 'referral.withdrawn')
  return referral
}

/** Has partners looked for again, those included who were asked before.
 *  @throws {DomainError} referral.not-unmatched */
export async function matchAgain(tx: Db, caller: Caller, id: string): Promise<ReferralRow> {
  const referral = await lockUnmatched(tx, id)
  await askAnew(tx, id)
  await tellReferral(tx, id, [{ type: 'rematched' }])
  await note(tx, caller, id, 'referral.rematched')
  return referral
}

/** Has our own team take what no partner is left for. */
export async function takeInHouse(tx: Db, caller: Caller, id: string): Promise<ReferralRow> {
  const referral = await lockUnmatched(tx, id)
  await tellReferral(tx, id, [{ type: 'taken' }])
  await note(tx, caller, id, 'referral.taken')
  return referral
}

async function lockUnmatched(tx: Db, id: string): Promise<ReferralRow> {
  const referral = await lockOpen(tx, id)
  if (referral.state !== 'unmatched')
    throw new DomainError('referral.not-unmatched', `the referral is ${referral.state}: partners are asked already`)
  return referral
}

async function lockOpen(tx: Db, id: string): Promise<ReferralRow> {
  const referral = await lockReferral(tx, id)
  if (!referral) throw new DomainError('not-found', `there is no referral '${id}' for this key`)
  if (referral.closed_at) throw new DomainError('referral.closed', `the referral is ${referral.state}`)
  return referral
}

async function note(tx: Db, { id: actor }: Caller, referral: string, what: string, about = {}): Promise<void> {
  await record(tx, { actor, what, about: { referral, ...about } })
}
