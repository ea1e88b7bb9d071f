import Holidays from 'date-holidays'
import { DateTime, Info } from 'luxon'

type Place = {
  /** ISO 3166-1 alpha-2: whose weekends and public holidays. */
  readonly country: string
  /** IANA name: where days begin and end. */
  readonly timeZone: string
}

/** The same time of day so many business days later. Weekends and public holidays of the country are none.
 *  @example afterBusinessDays(Thursday 12:00, 2, Germany) → Monday 12:00 */
export function afterBusinessDays(from: Date, days: number, { country, timeZone }: Place): Date {
  const weekend = Info.getWeekendWeekdays({ locale: `en-${country}` })
  const holidays = new Holidays(country, { timezone: timeZone, types: ['public'] })
  const isBusinessDay = (day: DateTime) =>
    !weekend.some((weekday) => weekday === day.weekday) && holidays.isHoliday(noon(day)) === false
  let day = DateTime.fromJSDate(from, { zone: timeZone })
  for (let counted = 0; counted < days; counted += isBusinessDay(day) ? 1 : 0) day = day.plus({ days: 1 })
  return day.toJSDate()
}

function noon(day: DateTime): Date {
  return day.set({ hour: 12 }).toJSDate()
}
