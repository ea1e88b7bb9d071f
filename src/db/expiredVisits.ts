import { ago } from './ago.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { lockEngagement } from './engagements.ts'
import { sumOf } from './erasures.ts'
import { dropHeld } from './heldAnswers.ts'
import { findInvitationOf, settleInvitation } from './invitations.ts'
import { tell } from './outbox.ts'
import { eraseContacts } from './person/contacts.ts'
import { eraseLetters } from './person/letters.ts'
import { closeTasksAbout } from './person/tasks.ts'
import type { Expired, Expiry } from './retention.ts'

/** Forgets visitors who did not confirm their answers in time, and held answers of contacts who did not.
 *  @param limit contacts at most */
export async function expireUnconfirmed(db: Db, { period, limit }: Expiry): Promise<Expired> {
  const late = await db
    .selectFrom('contacts')
    .innerJoin('invitations', 'invitations.contact_id', 'contacts.id')
    .leftJoin('held_answers', 'held_answers.invitation_id', 'invitations.id')
    .select([
      'contacts.id',
      'contacts.engagement_id as engagementId',
      'invitations.origin',
      'invitations.id as invitation',
    ])
    .where((eb) =>
      eb.or([
        eb('given_at', '<', ago(period)),
        eb.and([
          eb('origin', '=', 'visitor'),
          eb('named_at', '<', ago(period)),
          eb('status', '<>', 'answered'),
          eb('given_at', 'is', null),
        ]),
      ]),
    )
    .limit(limit)
    .execute()
  for (const { id, engagementId, origin, invitation } of late) {
    await db
      .transaction()
      .execute((tx) => (origin === 'visitor' ? forget(tx, engagementId, id) : dropHeld(tx, invitation)))
  }
  return { rows: late.length, more: late.length === limit }
}

async function forget(tx: Db, engagementId: string, contact: string): Promise<void> {
  const engagement = await lockEngagement(tx, engagementId)
  const invitation = await findInvitationOf(tx, contact)
  if (!engagement || !invitation || invitation.status === 'answered') return // confirmed meanwhile
  const how = 'unconfirmed'
  if ((await settleInvitation(tx, invitation.id, how)) && engagement.stage !== 'closed')
    await tell(tx, engagementId, [{ type: 'settled', contact, how }])
  const { ids, counts } = await eraseLetters(tx, { engagementId, recipients: [contact] })
  const tasks = await closeTasksAbout(tx, { engagementId, about: [contact, ...ids] }, { by: 'retention' })
  const rows = sumOf({ tasks }, counts, await eraseContacts(tx, engagement, [contact]))
  await record(tx, { engagementId, actor: 'retention', what: 'expired', about: { kind: how, rows } })
}
