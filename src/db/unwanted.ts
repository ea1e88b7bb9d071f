import { record } from './audit.ts'
import type { Db } from './database.ts'
import { type EngagementRow, lockEngagement } from './engagements.ts'
import { settleContact } from './invitations.ts'
import { addOptOut } from './optOuts.ts'
import { tell } from './outbox.ts'

/** Ends a contact's part and every email to their address, now and later, over all programs. The engagement must be locked. What
 *  else is under way with the person ends with `settleOptedOut`.
 *  @param by 'contact' for who opted out, 'resend' for who complained
 *  @source MX-07 */
export async function stopEmail(
  tx: Db,
  { id: engagementId, stage }: EngagementRow,
  { contact, address, by }: { readonly contact: string; readonly address: string; readonly by: 'contact' | 'resend' },
): Promise<void> {
  const isNew = await addOptOut(tx, address)
  const isSettled = await settleContact(tx, contact, 'opted-out')
  if (isSettled && stage !== 'closed') await tell(tx, engagementId, [{ type: 'settled', contact, how: 'opted-out' }])
  if (isNew || isSettled) await record(tx, { engagementId, actor: by, what: 'opted-out', about: { contact } })
}

/** Ends the part of people who want no more email in all engagements under way, each in a transaction of its own. Safe to repeat.
 *  @param person only of this one, by the hash of their address
 *  @returns how many invitations that settled */
export async function settleOptedOut(db: Db, { person }: { readonly person?: Buffer } = {}): Promise<number> {
  const open = await db
    .selectFrom('opt_outs')
    .innerJoin('contacts', 'contacts.address_hash', 'opt_outs.address_hash')
    .innerJoin('invitations', 'invitations.contact_id', 'contacts.id')
    .innerJoin('engagements', 'engagements.id', 'invitations.engagement_id')
    .select(['contacts.id as contact', 'engagements.id as engagementId'])
    .where('invitations.settled_at', 'is', null)
    .where('invitations.status', '<>', 'not-eligible')
    .where('engagements.stage', '<>', 'closed')
    .$if(person !== undefined, (query) => query.where('opt_outs.address_hash', '=', person ?? Buffer.alloc(0)))
    .execute()
  let settled = 0
  for (const { contact, engagementId } of open) {
    if (await db.transaction().execute((tx) => settle(tx, engagementId, contact))) settled += 1
  }
  return settled
}

async function settle(tx: Db, engagementId: string, contact: string): Promise<boolean> {
  const engagement = await lockEngagement(tx, engagementId)
  if (!engagement || engagement.stage === 'closed' || !(await settleContact(tx, contact, 'opted-out'))) return false
  await tell(tx, engagementId, [{ type: 'settled', contact, how: 'opted-out' }])
  await record(tx, { engagementId, actor: 'workflow', what: 'opted-out', about: { contact } })
  return true
}
