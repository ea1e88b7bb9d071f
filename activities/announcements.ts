import { assess } from '../src/db/assess.ts'
import type { Db } from '../src/db/database.ts'
import { findFamily } from '../src/db/family.ts'
import { findMembership } from '../src/db/memberships.ts'
import { isWritten } from '../src/db/otherLetters.ts'
import { lockPartner } from '../src/db/partners.ts'
import { findProgram, listVersions, programInForce } from '../src/db/programs.ts'
import { membershipId, type Whose } from '../src/db/standings.ts'
import { dayAt, startOfDay } from '../src/domain/calendar.ts'
import type { Program } from '../src/domain/program.ts'
import { announced } from '../src/domain/ruleChange.ts'
import { standsAs } from '../src/domain/standing/family.ts'
import type { Contents } from '../src/letters/membership/letter.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import { tellMembership } from './memberships.ts'

type Announced = Awaited<ReturnType<typeof listVersions>>[number]

/** Claims the letters about changes of a program's rules that a partner has not had, one a version.
 *  @param whose a partner with a standing of its own
 *  @returns what letters were claimed about
 *  @source PV-04 */
export async function announceRules(tx: Db, { config }: Dependencies, whose: Whose): Promise<string | undefined> {
  const now = new Date()
  const versions = announced(await listVersions(tx, whose.programId), dayAt(now, 'UTC'))
  if (versions.length === 0) return undefined
  const partner = (await lockPartner(tx, whose.partnerId)) ?? missing('partner', whose.partnerId)
  let about: string | undefined
  for (const version of versions) {
    if (await isKnown(tx, whose, version)) continue
    const before = await programInForce(tx, whose.programId, new Date(Math.min(now.getTime(), beginOf(version) - 1)))
    if (!before) continue
    const found = await assess(tx, { ...whose, asOf: now, program: before })
    const content = await contentOf(tx, whose, { version, met: found.standing.met, now })
    const letter = { kind: 'rules-announced', wave: waveOf(version), content } as const
    about = (await tellMembership(tx, { config, found, partner }, letter)) ?? about
  }
  return about
}

/** Whether a partner needs no letter about a version: it has one, or joined under these rules. */
async function isKnown(tx: Db, whose: Whose, version: Announced): Promise<boolean> {
  const membership = await findMembership(tx, whose)
  const inForce = Math.max(beginOf(version), version.publishedAt.getTime())
  if (membership && membership.created_at.getTime() >= inForce) return true
  return isWritten(tx, { about: membershipId(whose), kind: 'rules-announced', wave: waveOf(version) })
}

async function contentOf(
  tx: Db,
  whose: Whose,
  { version, met: before, now }: { version: Announced; met: boolean; now: Date },
): Promise<Contents['rules-announced']> {
  const program = (await findProgram(tx, version.id, version.version)) ?? missing('program', version.id)
  const after = await isMetUnder(tx, { ...whose, program, asOf: now })
  return {
    on: version.on ?? '',
    version: version.version,
    change: before === after ? 'none' : after ? 'gains' : 'loses',
    ...(version.override !== null && { override: version.override }),
  }
}

/** Whether a requirement would be met; where other rules look at each location, whether it would by all of them. */
async function isMetUnder(tx: Db, about: Whose & { program: Program; asOf: Date }): Promise<boolean> {
  const family = await findFamily(tx, about)
  const { level } = about.program.standing
  for (const { id } of standsAs(family, about.partnerId, level)) {
    const { standing } = await assess(tx, { ...about, partnerId: id })
    if (!standing.met) return false
  }
  return true
}

function beginOf({ on }: Announced): number {
  return on === null ? 0 : startOfDay(on, 'UTC').getTime()
}

function waveOf({ version }: Announced): string {
  return `v${version}`
}
