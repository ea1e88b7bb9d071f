import { type Day, dayAfter, dayAt, dayBefore, startOfDay } from '../calendar.ts'
import type { StandingRule } from '../standingRule.ts'
import type { Context } from './standing.ts'

/** The time whose evidence a standing is made of: from its first instant until just before `to`. */
export type Window = { readonly from: Date; readonly to: Date }

type Place = Pick<Context, 'asOf' | 'timeZone'>

/** The period that ends with today, in whole days of the partner.
 *  @example rollingWindow('12 months', 31 March 2027) → 1 April 2026 until the end of 31 March 2027 */
export function rollingWindow(length: string, { asOf, timeZone }: Place): Window {
  const to = dayAfter(dayAt(asOf, timeZone), '1 day')
  return between(dayBefore(to, length), to, timeZone)
}

/** The period before the coming renewal. Renewals come every year on the same day; what is answered on that day or later belongs to
 *  the next one.
 *  @param renewsOn any of the renewals  @source CI-09 */
export function renewalWindow(length: string, renewsOn: Day, { asOf, timeZone }: Place): Window {
  const to = nextRenewal(renewsOn, dayAt(asOf, timeZone))
  return between(dayBefore(to, length), to, timeZone)
}

/** The first renewal after a day. */
export function nextRenewal(renewsOn: Day, today: Day): Day {
  const years = yearOf(today) - yearOf(renewsOn)
  const thisYear = inYears(renewsOn, years)
  return thisYear > today ? thisYear : inYears(renewsOn, years + 1)
}

/** The last renewal on a day or before it. */
export function lastRenewal(renewsOn: Day, today: Day): Day {
  const years = yearOf(today) - yearOf(renewsOn)
  const thisYear = inYears(renewsOn, years)
  return thisYear <= today ? thisYear : inYears(renewsOn, years - 1)
}

/** The fiscal year it is.
 *  @param startsOn its first day in every year, 'MM-DD'  @source PC-07 */
export function fiscalYear(startsOn: string, { asOf, timeZone }: Place): Window {
  const today = dayAt(asOf, timeZone)
  const thisYear = `${today.slice(0, 4)}-${startsOn}`
  const from = thisYear > today ? dayBefore(thisYear, '1 year') : thisYear
  return between(from, dayAfter(from, '1 year'), timeZone)
}

/** The window a rule looks at. Without a known renewal it moves along with the days. */
export function windowOf(rule: StandingRule, place: Place & Pick<Context, 'renewsOn'>): Window {
  if (rule.rule === 'count-above') return fiscalYear(rule.fiscalYearStartsOn, place)
  const { renewsOn } = place
  return rule.rule === 'response-count' && renewsOn !== null
    ? renewalWindow(rule.window, renewsOn, place)
    : rollingWindow(rule.window, place)
}

/** From when on evidence is looked at: as far before the window as the window is long, to show what has fallen out of it. */
export function horizonOf(rule: StandingRule, place: Place & Pick<Context, 'renewsOn'>): Date {
  const { from, to } = windowOf(rule, place)
  return new Date(2 * from.getTime() - to.getTime())
}

function between(from: Day, to: Day, timeZone: string): Window {
  return { from: startOfDay(from, timeZone), to: startOfDay(to, timeZone) }
}

function inYears(day: Day, years: number): Day {
  if (years === 0) return day
  return years > 0 ? dayAfter(day, `${years} years`) : dayBefore(day, `${-years} years`)
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
