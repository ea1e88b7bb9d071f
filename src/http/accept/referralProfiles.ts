import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { findPartner } from '../../db/partners.ts'
import { findProfile, leave, pauseUntil, type ReferralProfileRow, saveProfile } from '../../db/referral/profiles.ts'
import { currentReferralProgram } from '../../db/referral/programs.ts'
import { milliseconds } from '../../domain/duration.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Profile, type ProfileProblem, readProfile } from '../../domain/referral/profile.ts'
import { withdrawLapsed } from './offers.ts'

type Row = Readonly<Record<string, unknown>>

/** Sets one partner's profile. Endorsements follow specializations and claims are granted: a partner says nothing of either.
 *  @throws {DomainError} request.invalid — with every field that is wrong · role.not-allowed
 *  @source RF-06 */
export async function setProfile(tx: Db, caller: Caller, row: Row): Promise<void> {
  const isOwn = caller.role !== 'operator'
  if (isOwn && (row['endorsements'] !== undefined || row['claims'] !== undefined))
    throw new DomainError(
      'role.not-allowed',
      'endorsements follow specializations, and claims are granted: leave both out',
    )
  const reading = readProfile(row, await currentReferralProgram(tx))
  if ('problems' in reading)
    throw new DomainError(
      'request.invalid',
      `${reading.problems[0]?.field} does not fit`,
      reading.problems.map(({ field, reason }) => ({ field: `/${field}`, expected: reason, got: row[field] })),
    )
  await keep(tx, caller, reading.profile)
}

/** Takes over the good rows of an import and names the bad ones, counted from 1. */
export async function importProfiles(tx: Db, caller: Caller, rows: readonly Row[]) {
  const program = await currentReferralProgram(tx)
  let accepted = 0
  const rejected: (ProfileProblem & { readonly row: number })[] = []
  for (const [i, row] of rows.entries()) {
    const reading = readProfile(row, program)
    const problems = 'problems' in reading ? reading.problems : await unknownPartner(tx, reading.profile)
    rejected.push(...problems.map((problem) => ({ row: i + 1, ...problem })))
    if ('problems' in reading || problems.length > 0) continue
    await keep(tx, caller, reading.profile)
    accepted += 1
  }
  return { accepted, rejected }
}

async function unknownPartner(tx: Db, { partnerId }: Profile): Promise<readonly ProfileProblem[]> {
  if (await findPartner(tx, partnerId)) return []
  return [{ field: 'partnerId', reason: `expected the id of a partner, got '${partnerId}'` }]
}

async function keep(tx: Db, caller: Caller, profile: Profile): Promise<void> {
  await saveProfile(tx, profile)
  await note(tx, caller, profile.partnerId, 'referral-profile.set')
  if (profile.endorsements) await withdrawLapsed(tx, caller.id, profile.partnerId)
}

/** Turns all referrals off for as long as the program says; open offers stay answerable. Paused twice it is paused once.
 *  @param day how long one program day lasts, in milliseconds
 *  @source RF-05 */
export async function pauseReferrals(tx: Db, caller: Caller, partnerId: string, day: number): Promise<Date> {
  const { paused_until: until } = await profileOf(tx, partnerId)
  if (until && until > new Date()) return until
  const { pause } = await currentReferralProgram(tx)
  const end = new Date(Date.now() + milliseconds(pause.lasts, day))
  await pauseUntil(tx, partnerId, end)
  await note(tx, caller, partnerId, 'referrals.paused', { until: end.toISOString() })
  return end
}

export async function resumeReferrals(tx: Db, caller: Caller, partnerId: string): Promise<void> {
  await profileOf(tx, partnerId)
  await pauseUntil(tx, partnerId, null)
  await note(tx, caller, partnerId, 'referrals.resumed')
}

/** Leaves the referral program; a profile that is set again brings the partner back. */
export async function leaveReferrals(tx: Db, caller: Caller, partnerId: string): Promise<void> {
  await profileOf(tx, partnerId)
  await leave(tx, partnerId)
  await note(tx, caller, partnerId, 'referrals.left')
}

/** @throws {DomainError} not-found — the partner has no profile */
export async function profileOf(db: Db, partnerId: string): Promise<ReferralProfileRow> {
  const profile = await findProfile(db, partnerId)
  if (!profile) throw new DomainError('not-found', `there is no referral profile of '${partnerId}' for this key`)
  return profile
}

async function note(tx: Db, { id: actor }: Caller, partner: string, what: string, about = {}): Promise<void> {
  await record(tx, { actor, what, about: { partner, ...about } })
}
