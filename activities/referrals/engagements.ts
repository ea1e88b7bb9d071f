import { record } from '../../src/db/audit.ts'
import { createEngagement } from '../../src/db/engagements.ts'
import { tell } from '../../src/db/outbox.ts'
import { findProgram } from '../../src/db/programs.ts'
import type { NamedOffer } from '../../src/db/referral/offers.ts'
import { waitingBeforeSurvey } from '../../src/domain/waiting.ts'
import { missing } from '../failures.ts'
import type { Handled } from '../referrals.ts'

/** Opens an engagement for each workload a partner takes. Done twice it is done once; what our own team does is not surveyed.
 *  @source RF-10 */
export async function openEngagements(
  { tx, referral }: Handled,
  programId: string,
  accepted: readonly NamedOffer[],
): Promise<void> {
  const program = (await findProgram(tx, programId)) ?? missing('program', programId)
  for (const { partner_id, workloads } of accepted) {
    for (const workload of partner_id === null ? [] : workloads) {
      const { row, isNew } = await createEngagement(tx, {
        program_id: program.id,
        program_version: program.version,
        partner_id: partner_id ?? '',
        external_id: `${referral.id}:${referral.workloads.indexOf(workload) + 1}`,
        customer_id: referral.customer_id,
        customer_name: referral.customer_name,
        customer_country: referral.customer_country,
        subject_kind: program.subject,
        subject_name: workload,
        subject_delivery: program.deliveries?.find(({ counts }) => counts)?.name ?? null,
        waiting_for: waitingBeforeSurvey(program, [], { eligible: 0 }),
        referral_id: referral.id,
      })
      if (!isNew) continue
      await tell(tx, row.id, [{ type: 'opened' }])
      const about = { program: program.id, version: program.version, referral: referral.id }
      await record(tx, { engagementId: row.id, actor: 'workflow', what: 'opened', about })
    }
  }
}
