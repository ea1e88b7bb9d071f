import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import { type ReferralInput, searchAttributes, tellReferral } from '../../workflows/messages.ts'
import type { referral as referralWorkflow } from '../../workflows/referral.ts'
import { allReferralFacts } from '../db/outbox.ts'
import { findReferralProgram } from '../db/referral/programs.ts'
import { findReferral, type ReferralRow } from '../db/referral/referrals.ts'
import { milliseconds } from '../domain/duration.ts'
import type { NumberedReferralFact } from '../domain/referral/fact.ts'
import { referralPlanOf } from '../domain/referral/plan.ts'
import type { Dependencies } from './deliver.ts'
import { summaryOf, workflowId } from './engagements.ts'

/** What stands for a program in the ids of referrals' workflows. */
export const referralPrefix = 'referral'

/** Delivers facts to the workflow of a referral, as to that of an engagement. */
export async function toReferral(
  dependencies: Dependencies,
  referralId: string,
  facts: readonly NumberedReferralFact[],
): Promise<void> {
  const { db } = dependencies
  const referral = await findReferral(db, referralId)
  if (!referral || referral.closed_at) return
  if (await start(dependencies, referral, { facts, restart: false })) return
  if ((await findReferral(db, referralId))?.closed_at) return
  await start(dependencies, referral, { facts: await allReferralFacts(db, referralId), restart: true })
}

type Start = { readonly facts: readonly NumberedReferralFact[]; readonly restart: boolean }

/** @returns false when the workflow is over and was not restarted */
async function start(
  { db, client, config }: Dependencies,
  referral: ReferralRow,
  { facts, restart }: Start,
): Promise<boolean> {
  const input = await inputOf(db, referral, config)
  try {
    await client.connection.withDeadline(Date.now() + 10_000, () =>
      client.workflow.signalWithStart<typeof referralWorkflow, [readonly NumberedReferralFact[]]>('referral', {
        workflowId: workflowId({ program: referralPrefix, engagementId: referral.id }),
        workflowIdReusePolicy: restart ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        taskQueue: config.TASK_QUEUE,
        args: [input],
        signal: tellReferral,
        signalArgs: [facts],
        staticSummary: summaryOf(`${input.label.program} · ${input.label.workloads} · ${input.label.customer}`),
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributes.program, value: referral.program_id },
          { key: searchAttributes.stage, value: 'matching' },
          { key: searchAttributes.escalated, value: false },
        ]),
      }),
    )
    return true
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false
    throw error
  }
}

async function inputOf(
  db: Dependencies['db'],
  referral: ReferralRow,
  config: Dependencies['config'],
): Promise<ReferralInput> {
  const program = await findReferralProgram(db, referral.program_id, referral.program_version)
  if (!program) throw new Error('a referral without a program')
  return {
    referralId: referral.id,
    plan: referralPlanOf(program, milliseconds(config.DAY)),
    label: {
      program: program.name,
      customer: referral.customer_name,
      workloads: referral.workloads.join(', '),
      url: `${config.PUBLIC_URL}/console/referrals/${referral.id}`,
    },
  }
}
