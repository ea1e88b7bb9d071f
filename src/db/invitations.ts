import { type Generated, type Selectable, sql } from 'kysely'
import type { InvitationStatus } from '../domain/engagement.ts'
import type { Settlement } from '../domain/fact.ts'
import { newId } from '../domain/ids.ts'
import type { Rung } from '../domain/ladder.ts'
import type { AnyLetterKind } from '../domain/vocabulary.ts'
import type { Db } from './database.ts'
import { dropHeld } from './heldAnswers.ts'

/** A contact's personal survey: one a contact. Its link is an HMAC over the id, so no token is stored. */
export type InvitationsTable = {
  id: string
  engagement_id: string
  contact_id: string
  status: InvitationStatus
  /** Whether the partner named the contact, or nobody but they themselves at the membership's own survey address. */
  origin: Generated<'partner' | 'visitor'>
  sent_at: Date | null
  reminded_at: Date | null
  settled_at: Date | null
  /** Which of the program's sender addresses the next letter leaves from, and how often the present one bounced softly. */
  sender: Generated<number>
  soft_bounces: Generated<number>
  /** Since when the contact was to be asked in this round, until when that is deferred, and when they were asked. */
  due_at: Date | null
  deferred_until: Date | null
  requested_at: Date | null
}

export type InvitationRow = Selectable<InvitationsTable>

/** Makes sure that a contact has an invitation, and that it says whether the contact may be asked. What was settled stays. */
export async function ensureInvitation(
  tx: Db,
  invitation: { engagementId: string; contactId: string; eligible: boolean; origin?: 'visitor' },
): Promise<void> {
  await tx
    .insertInto('invitations')
    .values({
      id: newId('inv'),
      engagement_id: invitation.engagementId,
      contact_id: invitation.contactId,
      status: invitation.eligible ? 'named' : 'not-eligible',
      origin: invitation.origin ?? 'partner',
      sent_at: null,
      reminded_at: null,
      settled_at: null,
      due_at: null,
      deferred_until: null,
      requested_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('contact_id')
        .doUpdateSet({
          origin: 'partner',
          status: invitation.eligible
            ? sql`case when invitations.deferred_until is not null then 'deferred' when invitations.reminded_at is not null then 'reminded' when invitations.sent_at is not null then 'invited' else 'named' end`
            : 'not-eligible',
        })
        .where('invitations.settled_at', 'is', null),
    )
    .execute()
}

export async function findInvitationOf(db: Db, contactId: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').selectAll().where('contact_id', '=', contactId).executeTakeFirst()
}

export async function invitationsOf(db: Db, engagementId: string): Promise<readonly InvitationRow[]> {
  return db.selectFrom('invitations').selectAll().where('engagement_id', '=', engagementId).execute()
}

/** Ends a contact's part, and with it the holding of answers they did not confirm. Who declined or opted out may still answer. @returns whether that changes anything */
export async function settleInvitation(tx: Db, id: string, how: Settlement): Promise<boolean> {
  const settled = await tx
    .updateTable('invitations')
    .set({ status: how, settled_at: sql`now()` })
    .where('id', '=', id)
    .$if(how !== 'answered', (query) => query.where('settled_at', 'is', null))
    .$if(how === 'answered', (query) => query.where('status', '<>', 'answered'))
    .returning('id')
    .executeTakeFirst()
  if (settled) await dropHeld(tx, id)
  return settled !== undefined
}

/** Lets contacts answer (again) whose part had ended. */
export async function unsettleInvitations(tx: Db, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await tx
    .updateTable('invitations')
    .set({
      status: 'named',
      sent_at: null,
      reminded_at: null,
      settled_at: null,
      sender: 0,
      soft_bounces: 0,
      due_at: null,
      deferred_until: null,
      requested_at: null,
    })
    .where('contact_id', 'in', contactIds)
    .execute()
}

/** The same, by the contact. */
export async function settleContact(tx: Db, contactId: string, how: Settlement): Promise<boolean> {
  const invitation = await findInvitationOf(tx, contactId)
  return invitation !== undefined && settleInvitation(tx, invitation.id, how)
}

/** Has the next letter to a contact leave from where the delivery ladder says. */
export async function moveTo(tx: Db, id: string, { sender, softBounces }: Rung): Promise<void> {
  await tx.updateTable('invitations').set({ sender, soft_bounces: softBounces }).where('id', '=', id).execute()
}

/** Shows that a letter left for a contact. What was settled stays, and so does that they may not be asked any more: that may have
 *  been said while the letter was on its way. */
export async function markInvited(
  tx: Db,
  { contactId, kind }: { contactId: string; kind: AnyLetterKind },
): Promise<void> {
  if (kind !== 'survey-invitation' && kind !== 'survey-reminder') return
  await tx
    .updateTable('invitations')
    .set({
      ...shown[kind].at,
      status: sql`case when status = 'not-eligible' then status else ${shown[kind].status} end`,
    })
    .where('contact_id', '=', contactId)
    .where('settled_at', 'is', null)
    .execute()
}

const shown = {
  'survey-invitation': { status: 'invited', at: { sent_at: sql<Date>`coalesce(sent_at, now())` } },
  'survey-reminder': { status: 'reminded', at: { reminded_at: sql<Date>`now()` } },
} as const

/** How many contacts of an engagement may be asked. */
export async function countEligible(db: Db, engagementId: string): Promise<number> {
  const { count } = await db
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('engagement_id', '=', engagementId)
    .where('status', 'not in', ['not-eligible', 'erased'])
    .executeTakeFirstOrThrow()
  return Number(count)
}
