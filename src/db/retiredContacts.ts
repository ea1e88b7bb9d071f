import { ago } from './ago.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { lockEngagement } from './engagements.ts'
import { sumOf } from './erasures.ts'
import { eraseContacts } from './person/contacts.ts'
import { eraseLetters } from './person/letters.ts'
import { retireReferralContacts } from './person/referrals.ts'
import { closeTasksAbout } from './person/tasks.ts'
import type { Expired, Expiry } from './retention.ts'

/** Removes the contacts of engagements that were closed long enough ago, and empties the letters to them, engagement by
 *  engagement; and those who asked for a referral.
 *  @param limit engagements at most */
export async function expireContacts(db: Db, { period, limit }: Expiry): Promise<Expired> {
  const closed = await db
    .selectFrom('engagements')
    .select('id')
    .where('closed_at', '<', ago(period))
    .where('id', 'in', db.selectFrom('contacts').select('engagement_id'))
    .orderBy('closed_at')
    .limit(limit)
    .execute()
  let rows = 0
  for (const { id } of closed) rows += await db.transaction().execute((tx) => retire(tx, id, period))
  const asked = await retireReferralContacts(db, { period, limit })
  return { rows: rows + asked, more: closed.length === limit || asked === limit }
}

async function retire(tx: Db, engagementId: string, period: number): Promise<number> {
  const engagement = await lockEngagement(tx, engagementId)
  if (!engagement?.closed_at) return 0 // reopened meanwhile
  const contacts = await tx.selectFrom('contacts').select('id').where('engagement_id', '=', engagementId).execute()
  const contactIds = contacts.map(({ id }) => id)
  const { ids, counts } = await eraseLetters(tx, { engagementId, recipients: contactIds })
  const tasks = await closeTasksAbout(tx, { engagementId, about: [...contactIds, ...ids] }, { by: 'retention' })
  const rows = sumOf({ tasks }, counts, await eraseContacts(tx, engagement, contactIds))
  await record(tx, { engagementId, actor: 'retention', what: 'expired', about: { kind: 'contacts', period, rows } })
  return contactIds.length
}
