import { milliseconds } from './duration.ts'

/** What a person is asked for: an answer to a survey, to be a reference, or to verify a partner's work. */
export const purposes = ['survey', 'reference', 'verification'] as const

export type Purpose = (typeof purposes)[number]

/** At most so many requests to one person in any period of this length, in milliseconds. */
export type FrequencyRule = { readonly requests: number; readonly period: number }

/** How long a program day lasts, and how long a person is left in peace over all programs; in milliseconds. */
export type Calendar = { readonly day: number; readonly interval: number }

/** The calendar of the settings. */
export function calendarOf({ DAY, REQUEST_INTERVAL }: { DAY: string; REQUEST_INTERVAL: string }): Calendar {
  const day = milliseconds(DAY)
  return { day, interval: milliseconds(REQUEST_INTERVAL, day) }
}

/** The rules a request is made under: the one of all programs, and its own program's. */
export function frequencyRules(
  { day, interval }: Calendar,
  own?: { readonly requests: number; readonly per: string },
): readonly FrequencyRule[] {
  const global = { requests: 1, period: interval }
  return own ? [global, { requests: own.requests, period: milliseconds(own.per, day) }] : [global]
}

/** A request that has to wait its turn: since when it is due, and the rules it is made under. */
export type Awaiting = { readonly id: string; readonly dueAt: Date; readonly rules: readonly FrequencyRule[] }

/** When each of the requests that wait for one person may be made: whoever was due first comes first, and nobody is asked more
 *  often than the rules of each request allow. Equal due dates go by id, so that the order is always the same.
 *  @param made when the person was asked before, in any order
 *  @returns for each id the first moment allowed, not before `now`
 *  @source PV-01 */
export function schedule(
  awaiting: readonly Awaiting[],
  { made, now }: { readonly made: readonly Date[]; readonly now: Date },
): ReadonlyMap<string, Date> {
  const queue = awaiting.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1))
  const taken = made.map((at) => at.getTime())
  const allowed = new Map<string, Date>()
  let turn = now.getTime()
  for (const { id, rules } of queue) {
    turn = firstAllowed(rules, { made: taken, from: turn })
    taken.push(turn)
    allowed.set(id, new Date(turn))
  }
  return allowed
}

/** The first moment from which one more request keeps every rule. */
function firstAllowed(
  rules: readonly FrequencyRule[],
  { made, from }: { readonly made: readonly number[]; readonly from: number },
): number {
  const latest = made.toSorted((a, b) => b - a)
  const frees = rules.map(({ requests, period }) => {
    const oldest = latest[requests - 1]
    return oldest === undefined ? from : oldest + period
  })
  return Math.max(from, ...frees)
}
