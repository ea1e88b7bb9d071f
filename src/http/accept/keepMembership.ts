import { isDeepStrictEqual } from 'node:util'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { type KeptMembership, type MembershipRow, saveMembership } from '../../db/memberships.ts'
import { moveOpenUntil, openEngagementsOf } from '../../db/openEngagements.ts'
import { tell } from '../../db/outbox.ts'
import { findPartner, type PartnerRow } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { markDue } from '../../db/standingsDue.ts'
import { DomainError } from '../../domain/errors.ts'
import { renewalInstant } from '../../domain/renewal.ts'

type Keeping = {
  readonly membership: KeptMembership
  /** How long one program day lasts, in milliseconds. */
  readonly day: number
}

/** Keeps what is told of a membership, and has what stays open until its renewal follow.
 *  @throws {DomainError} not-found · program.unknown */
export async function keepMembership(
  tx: Db,
  caller: Caller,
  { membership, day }: Keeping,
): Promise<{ readonly partner: PartnerRow; readonly membership: MembershipRow }> {
  const { partner_id: partnerId, program_id: programId, renews_on: renewsOn, competencies } = membership
  const partner = await findPartner(tx, partnerId)
  if (!partner) throw new DomainError('not-found', `there is no partner '${partnerId}' for this key`)
  if (!(await findProgram(tx, programId)))
    throw new DomainError('program.unknown', `no program '${programId}' is published`)
  const { before, after } = await saveMembership(tx, membership)
  if (!isDeepStrictEqual(before, after)) {
    const about = { partner: partnerId, program: programId, renewsOn, competencies }
    await record(tx, { actor: caller.id, what: 'membership.kept', about })
    await markDue(tx, { programId, partnerId })
  }
  if (renewsOn !== null && renewsOn !== before?.renews_on) await moveRenewal(tx, caller, { after, renewsOn, day })
  return { partner, membership: after }
}

/** What is open stays so until the renewal to come by the new day. Where no day is known any more, the old one holds.
 *  @source CI-09 */
async function moveRenewal(
  tx: Db,
  caller: Caller,
  { after, renewsOn, day }: { after: MembershipRow; renewsOn: string; day: number },
): Promise<void> {
  const open = await openEngagementsOf(tx, { partnerId: after.partner_id, programId: after.program_id })
  for (const { id, timeZone, until } of open) {
    const renewal = renewalInstant({ renewsOn, timeZone }, new Date(), day)
    await moveOpenUntil(tx, id, renewal)
    await tell(tx, id, [{ type: 'renewal', at: renewal.toISOString() }])
    await record(tx, { engagementId: id, actor: caller.id, what: 'renewal.moved', about: { from: until, to: renewal } })
  }
}
