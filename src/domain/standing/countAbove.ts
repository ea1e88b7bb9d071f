import type { Evidence } from '../evidence.ts'
import type { StandingRule } from '../standingRule.ts'
import { lastDayOf } from './missing.ts'
import { cap, idsOf, inOrder, part, sift } from './sift.ts'
import type { Context, Standing } from './standing.ts'
import { windowOf } from './window.ts'

type Rule = Extract<StandingRule, { rule: 'count-above' }>

/** How many projects completed in the fiscal year have a score above the threshold, the first so many of each customer. Only one that
 *  counts takes a place of its customer: a disqualified or a poor one leaves it to the next.
 *  @source PC-07 */
export function countAbove(rule: Rule, evidence: readonly Evidence[], context: Context): Standing {
  const window = windowOf(rule, context)
  const { fit, unfit } = sift(evidence, { kinds: ['project'], window, asOf: context.asOf })
  const good = part(fit, ({ value }) => {
    if (value === null) return 'no-rating'
    return value > rule.above ? undefined : 'not-above'
  })
  const { fit: counted, unfit: over } = cap(good.fit, rule.perOrganisation)
  const threshold = rule.atLeast ?? 0
  const count = threshold - counted.length
  const until = lastDayOf(window, context.timeZone)
  return {
    met: count <= 0,
    value: counted.length,
    threshold,
    measure: 'count',
    of: 'project',
    n: counted.length,
    interval: null,
    window,
    counted: idsOf(counted),
    excluded: inOrder(evidence, [...unfit, ...good.unfit, ...over]),
    missing: count <= 0 ? null : { what: 'projects', count, organisations: 0, until, invite: null },
  }
}
