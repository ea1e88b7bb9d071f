import type { Db } from '../../db/database.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import { findMembershipOver } from '../../db/memberships.ts'
import { findPartner } from '../../db/partners.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { renewalInstant } from '../../domain/renewal.ts'

/** Until when an engagement of a program stays open that is opened, or opened again, at this moment; null where it closes by itself.
 *  @param day how long one program day lasts, in milliseconds
 *  @throws {DomainError} membership.renewal-missing — it would stay open for ever
 *  @source CI-09 */
export async function openUntil(
  tx: Db,
  { partner_id: partnerId }: Pick<EngagementRow, 'partner_id'>,
  { program, day }: { readonly program: Program; readonly day?: number | undefined },
): Promise<Date | null> {
  if (!program.survey.openUntil) return null
  const membership = await findMembershipOver(tx, { partnerId, programId: program.id }, { lock: true })
  const partner = await findPartner(tx, partnerId)
  if (membership?.renews_on && partner)
    return renewalInstant({ renewsOn: membership.renews_on, timeZone: partner.time_zone }, new Date(), day)
  throw new DomainError(
    'membership.renewal-missing',
    `${program.name} takes answers until the membership of '${partnerId}' renews: have the operator set the day first`,
    [{ field: '/partnerId', expected: 'a partner whose membership has a renewal', got: partnerId }],
  )
}
