import type { Evidence } from '../evidence.ts'
import { type Score, scaleOf, scoreOf } from '../score.ts'
import type { StandingRule } from '../standingRule.ts'
import { invitesFor } from './missing.ts'
import { idsOf, inOrder, part, sift } from './sift.ts'
import type { Context, Missing, Standing } from './standing.ts'
import { windowOf } from './window.ts'

type Rule = Extract<StandingRule, { rule: 'average' }>

/** The measure over all ratings of the window must be above the threshold: exactly on it is not above.
 *  @source FT-10 */
export function averageAbove(rule: Rule, evidence: readonly Evidence[], context: Context): Standing {
  const window = windowOf(rule, context)
  const { fit, unfit } = sift(evidence, { kinds: ['response', 'survey-result'], window, asOf: context.asOf })
  const rated = part(fit, ({ value }) => (value === null ? 'no-rating' : undefined))
  const score = scoreOf(
    rule.measure,
    rated.fit.flatMap(({ value }) => value ?? []),
  )
  const met = score !== undefined && score.value > rule.above
  return {
    met,
    value: score?.value ?? null,
    threshold: rule.above,
    measure: rule.measure,
    of: 'response',
    n: rated.fit.length,
    interval: score ? { low: score.low, high: score.high } : null,
    window,
    counted: idsOf(rated.fit),
    excluded: inOrder(evidence, [...unfit, ...rated.unfit]),
    missing: met ? null : missingFor(rule, score, context),
  }
}

/** How many of the best ratings would lift the average over the threshold: with k of them (n · value + k · best) ÷ (n + k) is above
 *  it. */
function missingFor({ measure, above }: Rule, score: Score | undefined, context: Context): Missing {
  const { n, value } = score ?? { n: 0, value: 0 }
  const count = Math.floor((n * (above - value)) / (scaleOf[measure].most - above) + rounding) + 1
  return { what: 'best-responses', count, organisations: 0, until: null, invite: invitesFor(count, context) }
}

/** What computing with fractions may be off by. */
const rounding = 1e-9
