import { byPreference } from './cover.ts'
import type { Considered } from './matching.ts'
import type { Criterion } from './vocabulary.ts'

/** What partners say of the customers they serve. */
type Served = 'location' | 'language' | 'customer-size' | 'industry'

/** All partners there are, and how many do not serve such customers, by what they do not. */
export type LeftOut = { readonly partners: number } & Readonly<Record<Served, number>>

/** What was found when partners were looked for, short enough to be kept each time: a program may have ten thousand. */
export type Reckoning = {
  readonly partners: number
  /** How many partners do not meet each criterion. Who does not serve such customers is not looked at any further. */
  readonly failed: Partial<Readonly<Record<Criterion, number>>>
  /** Who came nearest: first those who meet the most criteria, in the order they would be asked in. */
  readonly nearest: readonly Considered[]
}

/** So many of the nearest are kept. */
const most = 20

/** Sums up who was considered.
 *  @param considered everybody who serves such customers */
export function reckon(considered: readonly Considered[], { partners, ...leftOut }: LeftOut): Reckoning {
  const failed: Partial<Record<Criterion, number>> = { ...leftOut }
  for (const one of considered) for (const criterion of one.failed) failed[criterion] = (failed[criterion] ?? 0) + 1
  return { partners, failed, nearest: considered.toSorted(byNearness).slice(0, most) }
}

function byNearness(a: Considered, b: Considered): number {
  return a.failed.length - b.failed.length || byPreference(a, b)
}
