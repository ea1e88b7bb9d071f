import { type Acceptance, acceptanceOf, quarterOf } from '../../domain/referral/acceptance.ts'
import type { Db } from '../database.ts'
import { findPartner } from '../partners.ts'
import { ratedOffers } from './offers.ts'
import { currentReferralProgram } from './programs.ts'

/** The acceptance rate of a partner's country id on a day: the offers of all partners under it are taken together.
 *  @source RF-07 */
export async function readAcceptance(db: Db, partnerId: string, asOf: Date): Promise<Acceptance> {
  const partner = await findPartner(db, partnerId)
  const { acceptance } = await currentReferralProgram(db)
  const window = quarterOf(asOf, partner?.time_zone ?? 'UTC')
  const ids = partner?.country_id ? await partnersUnder(db, partner.country_id) : [partnerId]
  const before = new Date(2 * window.from.getTime() - window.to.getTime()) // to show what has fallen out
  return acceptanceOf(await ratedOffers(db, ids, before), { atLeast: acceptance.atLeast, window, asOf })
}

async function partnersUnder(db: Db, countryId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('partners').select('id').where('country_id', '=', countryId).execute()
  return rows.map((row) => row.id)
}
