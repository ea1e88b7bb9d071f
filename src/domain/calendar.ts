import { DateTime, Duration, IANAZone } from 'luxon'

/** A day of the calendar, wherever it is: 'YYYY-MM-DD'. */
export type Day = string

/** Whether it is the name of a time zone, such as 'Europe/Berlin'. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** Whether a text is a day of the years 1900 to 2999. */
export function isDay(text: string): boolean {
  return /^(19|2\d)\d\d-\d\d-\d\d$/.test(text) && asUtc(text).isValid
}

/** The instant at which a day begins somewhere.
 *  @example startOfDay('2027-02-01', 'Europe/Berlin') → 2027-01-31T23:00:00Z */
export function startOfDay(day: Day, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate()
}

/** The last instant of a day somewhere, to the millisecond. */
export function endOfDay(day: Day, timeZone: string): Date {
  return new Date(startOfDay(dayAfter(day, '1 day'), timeZone).getTime() - 1)
}

/** The day it is somewhere at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() ?? ''
}

/** Whether a text is a period of the calendar: '12 months', '90 days'. Unlike a duration it follows months and years as they are. */
export function isPeriod(text: string): boolean {
  return period.test(text)
}

/** The day a period after another. Where a month is too short, its last day.  @example dayAfter('2028-02-29', '1 year') → '2029-02-28' */
export function dayAfter(day: Day, length: string): Day {
  return shown(asUtc(day).plus(readPeriod(length)))
}

/** The day a period before another. */
export function dayBefore(day: Day, length: string): Day {
  return shown(asUtc(day).minus(readPeriod(length)))
}

const period = /^([1-9]\d{0,3}) (day|week|month|year)s?$/

function readPeriod(text: string): Duration {
  const [, count, unit] = period.exec(text) ?? []
  if (count === undefined || unit === undefined)
    throw new RangeError(`expected a period such as '12 months', got '${text}'`)
  return Duration.fromObject({ [unit]: Number(count) })
}

function asUtc(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' })
}

function shown(day: DateTime): Day {
  return day.toISODate() ?? ''
}

/** Reads a day of the calendar, which begins where it is told, or an instant.
 *  @returns undefined for anything else
 *  @example readDayOrInstant('2026-11-20', 'Europe/Berlin') → 2026-11-19T23:00:00Z */
export function readDayOrInstant(text: string, timeZone: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined
  const read = DateTime.fromISO(text, { zone: timeZone })
  return read.isValid ? read.toJSDate() : undefined
}
