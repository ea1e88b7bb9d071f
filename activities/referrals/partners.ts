import { sql } from 'kysely'
import { candidatesFor, countLeftOut, soughtFor } from '../../src/db/referral/candidates.ts'
import { keepMatch } from '../../src/db/referral/matches.ts'
import { type Match, match } from '../../src/domain/referral/matching.ts'
import { reckon } from '../../src/domain/referral/reckoning.ts'
import type { Handled } from '../referrals.ts'

/** Looks for partners for some workloads of a referral, and keeps what was found.
 *  @param most how many may share
 *  @source RF-01, RF-02, RF-03 */
export async function findPartners(
  { tx, referral, program }: Omit<Handled, 'config'>,
  { workloads, most }: { readonly workloads: readonly string[]; readonly most: number },
): Promise<Match> {
  // One referral at a time, until its offers are made: what partners have received and take is then what it is
  await sql`select pg_advisory_xact_lock(hashtext('matching'))`.execute(tx)
  const at = new Date()
  const sought = soughtFor(referral, program, { workloads, at })
  const found = match(sought, await candidatesFor(tx, sought), { at, most })
  const reckoning = reckon(found.considered, await countLeftOut(tx, sought))
  await keepMatch(tx, referral.id, { reckoning, uncovered: found.uncovered })
  return found
}
