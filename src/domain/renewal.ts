import { DateTime } from 'luxon'
import { type Day, dayAt, startOfDay } from './calendar.ts'

/** A membership's yearly renewal: any of its days, and where the partner is. */
export type Renewal = { readonly renewsOn: Day; readonly timeZone: string }

const realDay = 24 * 60 * 60 * 1000

/** The instant of the next renewal: whatever comes before it belongs to the membership's year.
 *  @param day how long one program day lasts, in milliseconds; the time until renewal shortens with it  @source CI-09 */
export function nextRenewal({ renewsOn, timeZone }: Renewal, now: Date, day: number = realDay): Date {
  const today = dayAt(now, timeZone)
  const years = yearOf(today) - yearOf(renewsOn)
  const thisYear = inYears(renewsOn, years)
  const renewal = startOfDay(thisYear > today ? thisYear : inYears(renewsOn, years + 1), timeZone)
  return new Date(Math.round(now.getTime() + ((renewal.getTime() - now.getTime()) * day) / realDay))
}

/** When an answer counts that must not tell when it was given: from the beginning of its month, in UTC as everywhere, or of the
 *  membership's year where that is later.
 *  @source CI-02 */
export function countedFrom(now: Date, { renewsOn, timeZone }: { renewsOn: Day | null; timeZone: string }): Date {
  const month = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('month').toJSDate()
  if (renewsOn === null) return month
  const today = dayAt(now, timeZone)
  const years = yearOf(today) - yearOf(renewsOn)
  const thisYear = inYears(renewsOn, years)
  const last = thisYear <= today ? thisYear : inYears(renewsOn, years - 1)
  return new Date(Math.max(month.getTime(), startOfDay(last, timeZone).getTime()))
}

function inYears(day: Day, years: number): Day {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ years }).toISODate() ?? day
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
