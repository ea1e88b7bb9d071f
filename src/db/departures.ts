import { record } from './audit.ts'
import type { Db } from './database.ts'
import { markInvited } from './invitations.ts'
import { entryOf, type LetterRow, markSent, recipientKindOf } from './letters.ts'
import { closeTask } from './tasks.ts'

/** Writes down that a letter left, once, whoever tells first: Resend's answer or one of its events.
 *  @param by 'workflow' for an answer, 'resend' for an event */
export async function noteDeparture(
  tx: Db,
  letter: Pick<LetterRow, 'id' | 'about' | 'engagement_id' | 'kind' | 'recipient'>,
  { providerId, by }: { readonly providerId: string; readonly by: 'workflow' | 'resend' },
): Promise<void> {
  const { id, kind, recipient } = letter
  if (!(await markSent(tx, id, providerId))) return
  await record(tx, { ...entryOf(letter), actor: by, what: 'letter.sent' })
  const isToContact = letter.engagement_id !== null && recipientKindOf(letter) === 'contact'
  if (isToContact) await markInvited(tx, { contactId: recipient, kind })
  await closeTask(tx, { kind: 'letter-unresolved', about: id }, { by })
}
