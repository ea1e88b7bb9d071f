import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { lockEngagement, showStage } from '../../db/engagements.ts'
import { addFact, markTold, type ReportedFact } from '../../db/facts.ts'
import type { Caller } from '../../db/keys.ts'
import { tell } from '../../db/outbox.ts'
import { readWaiting } from '../../db/waiting.ts'
import { visibleEngagement } from '../auth.ts'

/** `recorded` is new, `repeated` was there already; `after-close` is kept, but the engagement is over. */
export const receptions = ['recorded', 'repeated', 'after-close'] as const

export type Reception = (typeof receptions)[number]

/** Accepts what a portal reports of an engagement. */
export async function reportFact(
  tx: Db,
  caller: Caller,
  { engagementId, eventId, fact }: { engagementId: string; eventId: string; fact: ReportedFact },
): Promise<Reception> {
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (!(await addFact(tx, { engagementId, eventId, fact }))) return 'repeated'
  await record(tx, { engagementId, actor: caller.id, what: `fact.${fact.type}`, about: { ...fact, eventId } })
  if (engagement.stage === 'closed') return 'after-close'
  await markTold(tx, engagementId, eventId, await tell(tx, engagementId, [fact]))
  if (engagement.stage === 'gates') {
    await showStage(tx, engagementId, { stage: 'gates', waiting: await readWaiting(tx, engagement), seen: 0 })
  }
  return 'recorded'
}
