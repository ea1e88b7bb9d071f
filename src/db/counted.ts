import { evidenceOf, exclusionBy, isCounted } from '../domain/evidence.ts'
import { type Program, scoredQuestions } from '../domain/program.ts'
import { type Answers, ratingsOf } from '../domain/response.ts'
import { type Score, scoreOf } from '../domain/score.ts'
import type { Db } from './database.ts'
import { type EngagementRow, findEngagement } from './engagements.ts'
import { keepEvidence, setExclusion } from './evidence.ts'
import { newestGateFact } from './facts.ts'
import { findProgram } from './programs.ts'
import { countedResponses, type ResponseRow, responsesOf } from './responses.ts'
import { removeScore, saveScore } from './scores.ts'

type Counting = { readonly engagement: EngagementRow; readonly program: Program }

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
  const exclusion = exclusionBy(obstaclesOf({ engagement, program }, at))
  await keepEvidence(tx, { ...placeOf(engagement), kind: 'response', source, value, at, exclusion })
}

/** The score of an engagement from the responses that count; undefined when none has a rating. */
export async function scoreNow(db: Db, { engagement, program }: Counting): Promise<Score | undefined> {
  const responses = await countedResponses(db, engagement.id)
  const answers = responses.map((response) => response.answers)
  return scoreOf(program.score.measure, ratingsOf(scoredQuestions(program), answers))
}

/** Has score and evidence of an engagement follow how it stands: after it closed, was reopened, disqualified or reinstated. */
export async function recount(tx: Db, counting: Counting): Promise<void> {
  const { engagement } = counting
  const score = engagement.outcome === 'scored' ? await scoreNow(tx, counting) : undefined
  if (score) await saveScore(tx, engagement.id, score)
  else if (engagement.stage === 'closed') await removeScore(tx, engagement.id)
  if (evidenceOf(counting.program) === 'project') await recountProject(tx, counting, score)
  else await recountResponses(tx, counting)
}

/** The same, by its id. */
export async function recountEngagement(tx: Db, id: string): Promise<void> {
  const engagement = await findEngagement(tx, id)
  const program = engagement && (await findProgram(tx, engagement.program_id, engagement.program_version))
  if (engagement && program) await recount(tx, { engagement, program })
}

/** A project counts as of the day the work was completed. */
async function recountProject(tx: Db, counting: Counting, score: Score | undefined): Promise<void> {
  const { engagement } = counting
  const completed = await newestGateFact(tx, engagement.id, 'completed')
  const at = completed ? new Date(completed.at) : new Date()
  const exclusion = exclusionBy(obstaclesOf(counting, at))
  if (score) {
    const value = score.value
    await keepEvidence(tx, { ...placeOf(engagement), kind: 'project', source: engagement.id, value, at, exclusion })
  } else {
    const isLost = engagement.stage === 'closed' || !(await scoreNow(tx, counting))
    await setExclusion(tx, engagement.id, exclusion ?? (isLost ? await lost(tx, engagement.id) : null))
  }
}

type Counted = { readonly source: string; readonly answers: Answers; readonly at?: Date | undefined }

/** Why an engagement that had a score has none any more. */
async function lost(tx: Db, engagementId: string) {
  const responses = await responsesOf(tx, engagementId)
  const isDisqualified = responses.some((one) => one.disqualified_at && !one.superseded_at)
  return { reason: isDisqualified ? 'disqualified' : 'superseded', since: new Date() } as const
}

async function recountResponses(tx: Db, counting: Counting): Promise<void> {
  for (const response of await responsesOf(tx, counting.engagement.id)) {
    const obstacles = obstaclesOf(counting, response.submitted_at, response)
    await setExclusion(tx, response.id, exclusionBy(obstacles))
  }
}

/** @param at when the piece came: what never counted does not count from then on */
function obstaclesOf(
  { engagement, program }: Counting,
  at: Date,
  response?: Pick<ResponseRow, 'superseded_at' | 'disqualified_at'>,
) {
  return {
    superseded: response?.superseded_at ?? null,
    disqualified: engagement.disqualified_at ?? response?.disqualified_at ?? null,
    terminated: engagement.outcome === 'terminated' ? engagement.closed_at : null,
    delivery: isCounted(program, engagement.subject_delivery) ? null : at,
  }
}

function placeOf({ id, program_id, partner_id, customer_id }: EngagementRow) {
  return { engagementId: id, programId: program_id, partnerId: partner_id, organisation: customer_id }
}
