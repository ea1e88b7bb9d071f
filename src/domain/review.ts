import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'
import type { Answers } from './response.ts'

/** Where a review stands: given, shown to everybody, or taken back. */
export const reviewStates = ['submitted', 'published', 'withdrawn'] as const
/** Why a review is not shown any more. Of these the owner may take back only their own. */
export const reviewEnds = ['owner', 'respondent', 'disqualified', 'superseded', 'erased', 'expired'] as const

export type ReviewState = (typeof reviewStates)[number]
export type ReviewEnd = (typeof reviewEnds)[number]

/** Whether the owner may publish a review: whoever gave it, or what became of their answer, has the last word.
 *  @source PC-06 */
export function mayPublish({ state, endedBy }: { state: ReviewState; endedBy: ReviewEnd | null }): boolean {
  return state !== 'withdrawn' || endedBy === 'owner'
}

/** What is wrong with letting a text be published: the survey asks for none, or none was written.
 *  @source PC-06 */
export function optInProblems({ survey: { review } }: Program, answers: Answers): readonly FieldProblem[] {
  if (review !== undefined && typeof answers[review] === 'string') return []
  const expected = review === undefined ? 'false: this survey has no reviews' : `false, or a text under '${review}'`
  return [{ field: '/review/publish', expected, got: true }]
}
