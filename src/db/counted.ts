import { evidenceOf } from '../domain/evidence.ts'
import { type Program, scoredQuestions } from '../domain/program.ts'
import { type Answers, ratingsOf } from '../domain/response.ts'
import { type Score, scoreOf } from '../domain/score.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { keepEvidence } from './evidence.ts'
import { newestGateFact } from './facts.ts'

/** Has a response count towards the partner's standing, where the program counts responses.
 *  @param source the response's id
 *  @param at when it was given, where that is not now */
export async function countResponse(
  tx: Db,
  { engagement, program, source, answers, at = new Date() }: Counting & Counted,
): Promise<void> {
  if (evidenceOf(program) !== 'response') return
  const ratings = ratingsOf(scoredQuestions(program), [answers])
  const value = (ratings.length > 1 ? scoreOf(program.score.measure, ratings)?.value : ratings[0]) ?? null
  await keepEvidence(tx, { ...placeOf(engagement), kind: 'response', source, value, at })
}

/** Has an engagement with its score count towards the partner's standing, where the program counts those. It counts as of the day
 *  the work was completed. */
export async function countProject(
  tx: Db,
  { engagement, program, score }: Counting & { readonly score: Score },
): Promise<void> {
  if (evidenceOf(program) !== 'project') return
  const completed = await newestGateFact(tx, engagement.id, 'completed')
  const at = completed ? new Date(completed.at) : new Date()
  await keepEvidence(tx, { ...placeOf(engagement), kind: 'project', source: engagement.id, value: score.value, at })
}

type Counted = { readonly source: string; readonly answers: Answers; readonly at?: Date | undefined }

type Counting = { readonly engagement: EngagementRow; readonly program: Program }

function placeOf({ id, program_id, partner_id, customer_id }: EngagementRow) {
  return { engagementId: id, programId: program_id, partnerId: partner_id, organisation: customer_id }
}
