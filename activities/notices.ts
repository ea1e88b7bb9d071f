import { assess } from '../src/db/assess.ts'
import type { Db } from '../src/db/database.ts'
import { findMembership, type MembershipRow } from '../src/db/memberships.ts'
import { isWritten } from '../src/db/otherLetters.ts'
import { lockPartner, type PartnerRow } from '../src/db/partners.ts'
import { membershipId, type Whose } from '../src/db/standings.ts'
import { type Day, dayAt, startOfDay } from '../src/domain/calendar.ts'
import type { Program } from '../src/domain/program.ts'
import { noticeDue, type RenewalNotice } from '../src/domain/renewalNotice.ts'
import { lastRenewal, nextRenewal } from '../src/domain/standing/window.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import { tellMembership } from './memberships.ts'

/** Claims the notice of a membership's renewal that is due today, once. Before the renewal it goes to who still has something to do;
 *  on the day it tells how it went.
 *  @returns what a letter was claimed about
 *  @source CI-14 */
export async function noticeRenewal(
  { db, config }: Dependencies,
  program: Program,
  partnerId: string,
): Promise<string | undefined> {
  const whose = { programId: program.id, partnerId }
  const membership = await findMembership(db, whose)
  if (!membership || membership.renews_on === null || !('notices' in program.standing)) return undefined
  const { notices } = program.standing
  return db.transaction().execute(async (tx) => {
    const partner = (await lockPartner(tx, partnerId)) ?? missing('partner', partnerId)
    const now = new Date()
    const due = noticeDue(notices, {
      today: dayAt(now, partner.time_zone),
      renewals: renewalsOf(membership, partner, now),
    })
    if (!due || (await isNoticed(tx, whose, due))) return undefined
    const asOf = due.left === 0 ? justBefore(due.renewal, partner) : now
    const found = await assess(tx, { ...whose, asOf, program })
    if (due.left > 0 && found.standing.met) return undefined
    const content = { renewal: due.renewal, left: due.left }
    return tellMembership(tx, { config, found, partner }, { kind: 'renewal-notice', wave: waveOf(due), content })
  })
}

/** The renewal of this day or before it, since the membership is known, and the one to come. */
function renewalsOf(
  { renews_on, created_at }: MembershipRow,
  { time_zone: zone }: PartnerRow,
  now: Date,
): readonly Day[] {
  if (renews_on === null) return []
  const today = dayAt(now, zone)
  const known = dayAt(created_at, zone)
  const renewals = [lastRenewal(renews_on, today), nextRenewal(renews_on, today)]
  return renewals.filter((renewal) => renewal >= known)
}

function justBefore(day: Day, { time_zone: zone }: PartnerRow): Date {
  return new Date(startOfDay(day, zone).getTime() - 1)
}

async function isNoticed(tx: Db, whose: Whose, due: RenewalNotice): Promise<boolean> {
  return isWritten(tx, { about: membershipId(whose), kind: 'renewal-notice', wave: waveOf(due) })
}

function waveOf({ renewal, days }: RenewalNotice): string {
  return `${renewal}/${days}`
}
