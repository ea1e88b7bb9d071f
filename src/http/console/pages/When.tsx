import type { ReactNode } from 'react'

/** An instant as everybody reads it alike: in UTC, because the page cannot know where its reader is. */
export function When({ at }: { readonly at: Date | string }): ReactNode {
  const instant = new Date(at)
  return <time dateTime={instant.toISOString()}>{`${format.format(instant)} UTC`}</time>
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** How far away an instant is, in the largest unit that fits.  @example distance(in six days, now) → 'in 6 days' */
export function distance(at: Date | string, now: Date): string {
  const minutes = (new Date(at).getTime() - now.getTime()) / 60_000
  const [unit, length] = units.find((one) => Math.abs(minutes) >= one[1]) ?? shortest
  return relative.format(Math.trunc(minutes / length), unit)
}

const shortest = ['minute', 1] as const
const units = [['day', 24 * 60], ['hour', 60], shortest] as const
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })
