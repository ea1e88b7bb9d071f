import { DateTime, IANAZone } from 'luxon'

/** A day of the calendar, wherever it is: 'YYYY-MM-DD'. */
export type Day = string

/** Whether it is the name of a time zone, such as 'Europe/Berlin'. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** The instant at which a day begins somewhere.
 *  @example startOfDay('2027-02-01', 'Europe/Berlin') → 2027-01-31T23:00:00Z */
export function startOfDay(day: Day, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate()
}

/** The day it is somewhere at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() ?? ''
}
