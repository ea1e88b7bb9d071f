import { type Day, dayAfter, dayBefore } from './calendar.ts'
import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'

/** How long before it takes effect a change is announced. */
const notice = '6 months'
/** October to January: partners are at their busiest, and nothing changes for them. */
const closedMonths = [10, 11, 12, 1]

/** A version of a program that is published, and from which day on engagements open under it; null is from its publication on. */
export type Version = { readonly version: number; readonly on: Day | null }

/** Where a version stands: engagements open under it, will do so later, or never will again. */
export const versionStates = ['in-force', 'upcoming', 'superseded'] as const
export type VersionState = (typeof versionStates)[number]

/** @param versions all of a program. A later version takes the place of every earlier one as soon as it takes effect */
export function stateOf({ version, on }: Version, versions: readonly Version[], today: Day): VersionState {
  const starts = startOf({ version, on }, today)
  const overtaking = versions.filter((other) => other.version > version).map((other) => startOf(other, today))
  if (overtaking.some((day) => day <= starts)) return 'superseded'
  return starts <= today ? 'in-force' : 'upcoming'
}

/** For how many days after it took effect a change is still told of, where nobody was there to do it. */
const late = '6 days'

/** The versions that partners are told of: later ones than the first, from their publication until they have taken effect.
 *  @source PV-04 */
export function announced<V extends Version>(versions: readonly V[], today: Day): readonly V[] {
  const first = Math.min(...versions.map(({ version }) => version))
  const oldest = dayBefore(today, late)
  return versions.filter(
    (one) =>
      one.version > first && one.on !== null && one.on >= oldest && stateOf(one, versions, today) !== 'superseded',
  )
}

/** What is past has taken effect; it does not matter when. */
function startOf({ on }: Version, today: Day): Day {
  return on === null || on < today ? today : on
}

/** Whether a new version of a program was announced in time: six months ahead, and not for October to January. An override with its
 *  reason takes the place of both. The first version takes effect at once.
 *  @param published the versions there are, in any order
 *  @returns what is wrong with it, with the first day that would do
 *  @source PV-04 */
export function announcementProblems(
  { version, takesEffect }: Pick<Program, 'version' | 'takesEffect'>,
  { published, today }: { readonly published: readonly number[]; readonly today: Day },
): readonly FieldProblem[] {
  const on = takesEffect?.on
  const at = { field: '/takesEffect/on', got: on }
  if (published.length === 0)
    return on !== undefined && on > today
      ? [{ ...at, expected: 'no later day: a first version takes effect at once' }]
      : []
  const newest = Math.max(...published)
  if (version <= newest) return [{ field: '/version', expected: `${newest + 1}, the next version`, got: version }]
  const first = firstAllowedDay(today)
  if (on === undefined)
    return [{ field: '/takesEffect', expected: `{ on: '${first}' } or a later day`, got: undefined }]
  if (takesEffect?.override !== undefined) return on < today ? [{ ...at, expected: `${today} or a later day` }] : []
  if (on >= first && !isClosed(on)) return []
  return [{ ...at, expected: `${first} or a later day outside October to January, or an override with its reason` }]
}

/** The same of a version that comes with the product: nobody knows when it will be upgraded to, so every later one overrides the notice
 *  and says why. A day that is past by then is when it is published. */
export function shippedProblem(
  { version, takesEffect }: Pick<Program, 'version' | 'takesEffect'>,
  { published, today }: { readonly published: readonly number[]; readonly today: Day },
): FieldProblem | undefined {
  if (published.includes(version)) return undefined
  const on = takesEffect?.on
  if (published.length > 0 && takesEffect?.override === undefined)
    return { field: '/takesEffect/override', expected: 'a reason', got: undefined }
  const [problem] = announcementProblems(
    { version, ...(takesEffect && { takesEffect }) },
    {
      published,
      today: on !== undefined && on < today ? on : today,
    },
  )
  return problem
}

/** The first day on which a change may take effect that is announced today.
 *  @example firstAllowedDay('2026-04-15') → '2027-02-01' */
export function firstAllowedDay(today: Day): Day {
  const early = dayAfter(today, notice)
  if (!isClosed(early)) return early
  const year = Number(early.slice(0, 4))
  return `${monthOf(early) === 1 ? year : year + 1}-02-01`
}

function isClosed(day: Day): boolean {
  return closedMonths.includes(monthOf(day))
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}
