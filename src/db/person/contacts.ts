import type { Settlement } from '../../domain/fact.ts'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import type { EngagementRow } from '../engagements.ts'
import type { Counts } from '../erasures.ts'
import { dropHeldOf } from '../heldAnswers.ts'
import { settleInvitation } from '../invitations.ts'
import { tell } from '../outbox.ts'
import { forgetGifts } from './gifts.ts'

/** Removes contacts of an engagement that is locked. Their invitations stay, as numbers: the open ones end as erased, and the
 *  workflow is told, so that it asks for others or goes on without. Their links lead nowhere from then on.
 *  @returns how many rows */
export async function eraseContacts(
  tx: Db,
  engagement: Pick<EngagementRow, 'id' | 'stage'>,
  contactIds: readonly string[],
): Promise<Counts> {
  if (contactIds.length === 0) return {}
  const open = await tx
    .selectFrom('invitations')
    .select(['id', 'contact_id'])
    .where('contact_id', '=', anyOf(contactIds))
    .where('settled_at', 'is', null)
    .where('status', '<>', 'not-eligible')
    .execute()
  const how: Settlement = 'erased'
  for (const { id } of open) await settleInvitation(tx, id, how)
  if (open.length > 0 && engagement.stage !== 'closed') {
    const facts = open.map(({ contact_id: contact }) => ({ type: 'settled' as const, contact, how }))
    await tell(tx, engagement.id, facts)
  }
  await dropHeldOf(tx, contactIds)
  // whoever adds something about a contact holds them: it is there before it is forgotten
  await tx.selectFrom('contacts').select('id').where('id', '=', anyOf(contactIds)).orderBy('id').forUpdate().execute()
  const gifts = await forgetGifts(tx, contactIds, { by: 'erasure' })
  const { numDeletedRows } = await tx.deleteFrom('contacts').where('id', '=', anyOf(contactIds)).executeTakeFirst()
  return { contacts: Number(numDeletedRows), invitations: open.length, gifts }
}

/** Which contacts of an engagement a person is. */
export async function contactsWithAddress(tx: Db, engagementId: string, person: Buffer): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('engagement_id', '=', engagementId)
    .where('address_hash', '=', person)
    .execute()
  return rows.map((row) => row.id)
}
