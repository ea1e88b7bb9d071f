import type { Db } from '../../db/database.ts'
import { disqualificationsOf } from '../../db/disqualifications.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import { gateFactsOf } from '../../db/facts.ts'
import type { Caller } from '../../db/keys.ts'
import { findProgram } from '../../db/programs.ts'
import { findScore } from '../../db/scores.ts'
import { isReached } from '../../domain/gates.ts'
import { shownScore } from '../../domain/score.ts'
import { shownInvitations, shownTimeline } from '../discretion.ts'

/** An engagement without what takes a query of its own. */
export function summaryOf(row: EngagementRow) {
  return {
    id: row.id,
    program: { id: row.program_id, version: row.program_version },
    partnerId: row.partner_id,
    externalId: row.external_id,
    customer: { id: row.customer_id, name: row.customer_name, country: row.customer_country },
    subject: {
      kind: row.subject_kind,
      name: row.subject_name,
      ...(row.subject_delivery && { delivery: row.subject_delivery }),
    },
    ...(row.referral_id && { referralId: row.referral_id }),
    stage: row.stage,
    outcome: row.outcome,
    waitingFor: row.waiting_for,
    createdAt: row.created_at.toISOString(),
  }
}

/** An engagement as API and console show it to somebody. */
export async function engagementView(db: Db, caller: Caller, row: EngagementRow) {
  const program = await findProgram(db, row.program_id, row.program_version)
  const facts = await gateFactsOf(db, row.id)
  const score = row.outcome === 'scored' ? await findScore(db, row.id) : undefined
  const timeline = await shownTimeline(db, caller, row)
  return {
    ...summaryOf(row),
    gates: (program?.opensOn ?? []).map((gate) => ({ ...gate, reached: isReached(gate, facts) })),
    invitations: counts((await shownInvitations(db, caller, row)).map((invitation) => invitation.status)),
    score: score ? shownScore(score) : null,
    ...(await disqualifiedOf(db, row)),
    ...(row.hidden_at && { hidden: true as const }),
    timeline: timeline.map(({ at, what, actor, about }) => ({ ...about, at: at.toISOString(), what, by: actor })),
  }
}

async function disqualifiedOf(db: Db, { id, disqualified_at }: EngagementRow) {
  if (!disqualified_at) return {}
  const reason = (await disqualificationsOf(db, id)).find((one) => one.response_id === null)?.reason ?? null
  return { disqualified: { at: disqualified_at.toISOString(), reason } }
}

function counts<Status extends string>(statuses: readonly Status[]): Partial<Record<Status, number>> {
  const counted: Partial<Record<Status, number>> = {}
  for (const status of statuses) counted[status] = (counted[status] ?? 0) + 1
  return counted
}
