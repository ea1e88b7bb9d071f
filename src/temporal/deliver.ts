import type { Client } from '@temporalio/client'
import type { EngagementInput } from '../../workflows/messages.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { type EngagementRow, findEngagement } from '../db/engagements.ts'
import { allFacts, type OutboxRow } from '../db/outbox.ts'
import { findPartner } from '../db/partners.ts'
import { findProgram } from '../db/programs.ts'
import { milliseconds } from '../domain/duration.ts'
import type { NumberedFact } from '../domain/fact.ts'
import { planOf } from '../domain/plan.ts'
import { type EngagementStart, tellEngagement } from './engagements.ts'
import { toReferral } from './referrals.ts'

export type Dependencies = {
  readonly db: Db
  readonly client: Client
  readonly config: Pick<Config, 'TASK_QUEUE' | 'DAY' | 'PUBLIC_URL'>
}

/** Delivers facts to the workflow of the engagement or referral they are all about. */
export async function deliver(dependencies: Dependencies, rows: readonly OutboxRow[]): Promise<void> {
  const [engagementId] = rows.flatMap((row) => row.engagementId ?? [])
  const [referralId] = rows.flatMap((row) => row.referralId ?? [])
  const facts = rows.flatMap((row) => (row.engagementId === null ? [] : row.message))
  const referralFacts = rows.flatMap((row) => (row.referralId === null ? [] : row.message))
  if (engagementId) await toEngagement(dependencies, engagementId, facts)
  if (referralId) await toReferral(dependencies, referralId, referralFacts)
}

/** A closed engagement knew its facts before it closed; one whose workflow is gone is started again with all that was ever accepted. */
async function toEngagement(
  { db, client, config }: Dependencies,
  engagementId: string,
  facts: readonly NumberedFact[],
): Promise<void> {
  const engagement = await findEngagement(db, engagementId)
  if (!engagement || engagement.stage === 'closed') return
  const start = await startOf(db, engagement, config)
  if (await tellEngagement(client, start, facts, { restart: false })) return
  const stillOpen = (await findEngagement(db, engagementId))?.stage !== 'closed'
  if (stillOpen) await tellEngagement(client, start, await allFacts(db, engagementId), { restart: true })
}

async function startOf(db: Db, engagement: EngagementRow, config: Dependencies['config']): Promise<EngagementStart> {
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  const partner = await findPartner(db, engagement.partner_id)
  if (!program || !partner) throw new Error('an engagement without program or partner')
  const input: EngagementInput = {
    engagementId: engagement.id,
    plan: planOf(program, { day: milliseconds(config.DAY), until: engagement.open_until }),
    label: {
      program: program.name,
      subject: engagement.subject_name,
      partner: partner.name,
      customer: engagement.customer_name,
      url: `${config.PUBLIC_URL}/console/engagements/${engagement.id}`,
    },
  }
  return { input, program: program.id, partner: partner.id, psm: partner.psm_id, taskQueue: config.TASK_QUEUE }
}
