import type { Life } from './life.ts'
import { viewUntil } from './view.ts'

/** Whether it takes contacts and answers until a day, however many have answered.
 *  @source CI-09 */
export function staysOpen({ input }: Life): boolean {
  return input.plan.survey.until !== undefined
}

/** The end of an engagement that stays open, in milliseconds. */
function endOf({ input, facts }: Life): number {
  return Date.parse(facts.renewal ?? input.plan.survey.until ?? '')
}

/** Whether that day has come. */
export function isRenewed(life: Life): boolean {
  return staysOpen(life) && endOf(life) <= Date.now()
}

/** What asking needs to know of that. */
export function openness(life: Life) {
  if (!staysOpen(life)) return {}
  return { until: () => endOf(life), moved: (until: number) => viewUntil(life, until) }
}
