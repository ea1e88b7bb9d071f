import { DateTime } from 'luxon'
import type { Day } from './calendar.ts'

/** A notice before a renewal that is due: `days` before it, 0 on the day itself. */
export type RenewalNotice = { readonly renewal: Day; readonly days: number; readonly left: number }

/** For how many days after a renewal its notice still goes out, where nobody was there to send it. */
const late = 6

/** The notice that is due today, the newest where several are: nobody is told old news beside new.
 *  @param notices such as '90 days': how long before each renewal, which is a notice's day, too
 *  @param renewals the renewal before or on this day, and the one after it
 *  @returns undefined when none is
 *  @source CI-14  @example noticeDue(['90 days', '30 days'], { today: '2027-03-02', renewals: ['2027-04-01'] }) → { renewal: '2027-04-01', days: 30, left: 30 } */
export function noticeDue(
  notices: readonly string[],
  { today, renewals }: { readonly today: Day; readonly renewals: readonly Day[] },
): RenewalNotice | undefined {
  const ahead = [...new Set([...notices.map(daysOf), 0])].toSorted((a, b) => a - b)
  const due = renewals.flatMap((renewal) => {
    const left = daysBetween(today, renewal)
    const days = left < -late ? undefined : ahead.find((each) => each >= left)
    return days === undefined ? [] : [{ renewal, days, left: Math.max(0, left) }]
  })
  return due.toSorted((a, b) => a.days - b.days)[0]
}

/** @example daysBetween('2027-03-02', '2027-04-01') → 30 */
export function daysBetween(from: Day, to: Day): number {
  const utc = { zone: 'utc' } as const
  return Math.round(DateTime.fromISO(to, utc).diff(DateTime.fromISO(from, utc), 'days').days)
}

/** Whether a text says how long before a renewal, in whole days or weeks: a day has one notice at most. */
export function isNotice(text: string): boolean {
  return written.test(text)
}

const written = /^(\d{1,3}) ?(day|week|d|w)s?$/

function daysOf(notice: string): number {
  const [, count = '', unit] = written.exec(notice) ?? []
  if (count === '') throw new RangeError(`expected whole days or weeks such as '90 days', got '${notice}'`)
  return Number(count) * (unit?.startsWith('w') ? 7 : 1)
}
