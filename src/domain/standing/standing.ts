import type { Day } from '../calendar.ts'
import type { Evidence, EvidenceKind, Exclusion } from '../evidence.ts'
import type { StandingRule } from '../standingRule.ts'
import type { Measure } from '../vocabulary.ts'
import { averageAbove } from './averageAbove.ts'
import { countAbove } from './countAbove.ts'
import { responseCount } from './responseCount.ts'
import type { Window } from './window.ts'

/** What a rule says about a partner on a day, and everything it says it by. */
export type Standing = {
  readonly met: boolean
  /** A count, or a score on its measure's scale, not rounded; null when there is no score. */
  readonly value: number | null
  /** Of a score: to be exceeded. Of a count: to be reached. */
  readonly threshold: number
  readonly measure: Measure | 'count'
  /** What kind of evidence the value is made of. */
  readonly of: EvidenceKind
  /** How many pieces the value is made of. */
  readonly n: number
  /** How sure one can be of a score, at 95 % confidence; counts are what they are. */
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly window: Window
  /** Ids of the pieces that count, oldest first. */
  readonly counted: readonly string[]
  /** The pieces that do not count, oldest first, each with the reason. */
  readonly excluded: readonly Excluded[]
  /** What would still have to come; null when the rule is met. */
  readonly missing: Missing | null
}

/** Why a piece of evidence does not count: something about itself, or the rule. */
export const reasons = [
  'outside-window',
  'no-rating',
  'not-above',
  'over-cap',
  'other-location',
  'other-way',
  'no-competency',
  'other-kind',
] as const
export type Reason = Exclusion | (typeof reasons)[number]

export type Excluded = { readonly id: string; readonly reason: Reason }

/** What is missing for a rule to be met.
 *  @source CI-14 */
export type Missing = {
  /** `best-responses`: answers that give the best rating there is, one after the other. */
  readonly what: 'responses' | 'best-responses' | 'projects'
  readonly count: number
  /** How many organisations they must come from that have not counted yet, at least. */
  readonly organisations: number
  /** The last day that counts, in the partner's time zone; null where the window moves along. */
  readonly until: Day | null
  /** How many people to ask for so many answers; null where nobody is asked for them one by one. */
  readonly invite: number | null
}

/** What a rule needs to know of the partner and the day besides the evidence. */
export type Context = {
  readonly asOf: Date
  readonly timeZone: string
  /** Any of the yearly days on which the membership is renewed; null when it is not known. */
  readonly renewsOn: Day | null
  readonly competencies: readonly string[]
  /** The partner's own share of people who answer, 0…1, once it is known. */
  readonly responseRate?: number | undefined
}

/** Where a partner stands on any day, past or coming: what comes after that day is not known, and what was excluded after it counted
 *  still.
 *  @param evidence of everyone whose evidence is taken together, in any order; of the time before the window as much as is to be
 *  explained
 *  @source FT-10, CI-08 to CI-13, PC-07  @example standingOf({ rule: 'average', measure: 'nsat', above: 80, … }, …) → { met: true, value: 120, … } */
export function standingOf(rule: StandingRule, evidence: readonly Evidence[], context: Context): Standing {
  if (rule.rule === 'average') return averageAbove(rule, evidence, context)
  if (rule.rule === 'count-above') return countAbove(rule, evidence, context)
  return responseCount(rule, evidence, context)
}
