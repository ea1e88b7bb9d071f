import type { Waiting } from '../domain/engagement.ts'
import { DomainError } from '../domain/errors.ts'
import { waitingBeforeSurvey } from '../domain/waiting.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { gateFactsOf } from './facts.ts'
import { countEligible } from './invitations.ts'
import { findProgram } from './programs.ts'

/** What an engagement waits for before its survey, by its own program and all that was recorded of it. */
export async function readWaiting(db: Db, engagement: EngagementRow): Promise<Waiting> {
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  if (!program) throw new DomainError('program.unknown', `no program '${engagement.program_id}' is published`)
  const eligible = await countEligible(db, engagement.id)
  return waitingBeforeSurvey(program, await gateFactsOf(db, engagement.id), { eligible, until: engagement.open_until })
}
