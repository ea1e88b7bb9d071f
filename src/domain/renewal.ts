import { type Day, dayAt, startOfDay } from './calendar.ts'
import { lastRenewal, nextRenewal } from './standing/window.ts'

/** A membership's yearly renewal: any of its days, and where the partner is. */
export type Renewal = { readonly renewsOn: Day; readonly timeZone: string }

const realDay = 24 * 60 * 60 * 1000

/** The instant of the next renewal: whatever comes before it belongs to the membership's year.
 *  @param day how long one program day lasts, in milliseconds; the time until renewal shortens with it  @source CI-09 */
export function renewalInstant({ renewsOn, timeZone }: Renewal, now: Date, day: number = realDay): Date {
  const renewal = startOfDay(nextRenewal(renewsOn, dayAt(now, timeZone)), timeZone)
  return new Date(Math.round(now.getTime() + ((renewal.getTime() - now.getTime()) * day) / realDay))
}

/** When an answer counts that must not tell when it was given: from the beginning of its month, in UTC as everywhere, or of the
 *  membership's year where that is later.
 *  @source CI-02 */
export function countedFrom(now: Date, { renewsOn, timeZone }: { renewsOn: Day | null; timeZone: string }): Date {
  const month = startOfDay(`${dayAt(now, 'UTC').slice(0, 7)}-01`, 'UTC')
  if (renewsOn === null) return month
  const last = lastRenewal(renewsOn, dayAt(now, timeZone))
  return new Date(Math.max(month.getTime(), startOfDay(last, timeZone).getTime()))
}
