import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { listVersions, programsOf } from '../../db/programs.ts'
import { dayAt } from '../../domain/calendar.ts'
import { stateOf } from '../../domain/ruleChange.ts'
import { scopeOf } from '../auth.ts'

/** The versions of a program, or of all, and where each stands at this moment. */
export async function versionsOf(db: Db, id?: string) {
  const today = dayAt(new Date(), 'UTC')
  const versions = await listVersions(db, id)
  return versions.map((one) => ({
    ...one,
    state: stateOf(
      one,
      versions.filter((other) => other.id === one.id),
      today,
    ),
  }))
}

/** The changes that are announced to a caller: of the programs their partners have a membership or an open engagement of.
 *  @source PV-04 */
export async function announcedTo(db: Db, caller: Caller) {
  const upcoming = (await versionsOf(db)).filter(({ state }) => state === 'upcoming')
  const scope = scopeOf(caller)
  if (upcoming.length === 0 || scope === 'all') return upcoming
  const theirs = await programsOf(db, scope)
  return upcoming.filter(({ id }) => theirs.includes(id))
}

export type Announced = Awaited<ReturnType<typeof announcedTo>>[number]
