import { milliseconds } from '../domain/duration.ts'
import { nextRung, type Rung, sendersOf, softPause } from '../domain/ladder.ts'
import type { Program } from '../domain/program.ts'
import { record } from './audit.ts'
import { contactsOf } from './contacts.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { findInvitationOf, type InvitationRow, invitationsOf, moveTo, settleInvitation } from './invitations.ts'
import { type LetterRow, recipientKindOf } from './letters.ts'
import { tell } from './outbox.ts'
import { findProgram } from './programs.ts'
import { openTask } from './tasks.ts'

/** How a letter was lost, and when. `day` is the length of a program day in milliseconds. */
export type Loss = { readonly at: Date } & (
  | { readonly permanence: 'hard' }
  | { readonly permanence: 'soft'; readonly day: number }
)

type Lost = Pick<LetterRow, 'id' | 'kind' | 'recipient' | 'payload'>

/** Goes one step down the delivery ladder after a letter did not reach its reader: another try, another sender address, a secondary
 *  contact, a person. A contact whose part has ended is left in peace. The engagement must be locked; without one, a person sees to it.
 *  @source PC-11, MX-07 */
export async function handleLoss(
  tx: Db,
  engagement: EngagementRow | undefined,
  letter: Lost,
  loss: Loss,
): Promise<void> {
  if (!engagement || recipientKindOf(letter) !== 'contact') {
    const about = { kind: 'letter-undelivered', about: letter.id } as const
    await openTask(tx, { ...about, ...(engagement && { engagementId: engagement.id }) })
    return
  }
  const program = await findProgram(tx, engagement.program_id, engagement.program_version)
  const invitation = await findInvitationOf(tx, letter.recipient)
  if (!program || letter.kind === program.survey.thanks || engagement.stage === 'closed') return
  if (!invitation || invitation.settled_at || !leftFrom(letter, program, invitation.sender)) return
  const rung = nextRung({ sender: invitation.sender, softBounces: invitation.soft_bounces }, loss.permanence, {
    senders: sendersOf(program).length,
  })
  if (rung) await askAgain(tx, invitation, rung, loss)
  else await giveUp(tx, invitation)
}

/** A bounce may be told late: that of a sender address which is not used any more says nothing about the one that is. */
function leftFrom({ payload }: Lost, program: Program, sender: number): boolean {
  const from = sendersOf(program).findIndex((address) => payload?.from.endsWith(`<${address}>`))
  return from === -1 || from === sender
}

async function askAgain(tx: Db, invitation: InvitationRow, rung: Rung, loss: Loss): Promise<void> {
  const { engagement_id: engagementId, contact_id: contact } = invitation
  const waits = loss.permanence === 'soft' && rung.sender === invitation.sender
  const retryAt = new Date(loss.at.getTime() + (waits ? milliseconds(softPause, loss.day) : 0)).toISOString()
  await moveTo(tx, invitation.id, rung)
  await tell(tx, engagementId, [{ type: 'undelivered', contact, retryAt }])
  await record(tx, {
    engagementId,
    actor: 'workflow',
    what: 'undelivered',
    about: { contact, retryAt, sender: rung.sender },
  })
}

/** An address that somebody only wrote down is nobody's work: a partner can name no other for it. */
async function giveUp(tx: Db, invitation: InvitationRow): Promise<void> {
  const { id, engagement_id: engagementId, contact_id: contact, origin } = invitation
  const how = origin === 'partner' ? 'bounced' : 'unconfirmed'
  await settleInvitation(tx, id, how)
  await tell(tx, engagementId, [{ type: 'settled', contact, how }])
  await record(tx, { engagementId, actor: 'workflow', what: how, about: { contact } })
  if (origin === 'visitor' || (await isStoodIn(tx, engagementId))) return
  await openTask(tx, { kind: 'contact-unreachable', about: contact, engagementId })
}

/** Whether there is a secondary contact for each primary one who cannot be reached; one, where all are secondary. */
async function isStoodIn(tx: Db, engagementId: string): Promise<boolean> {
  const roles = new Map((await contactsOf(tx, engagementId)).map(({ id, role }) => [id, role]))
  const eligible = (await invitationsOf(tx, engagementId)).filter(({ status }) => status !== 'not-eligible')
  const of = (role: 'primary' | 'secondary') => eligible.filter((one) => roles.get(one.contact_id) === role)
  const [primary, secondary] = [of('primary'), of('secondary')]
  const wanted = primary.length === 0 ? 1 : primary.filter(({ status }) => status === 'bounced').length
  const standIns = secondary.filter(({ status }) => !['bounced', 'opted-out', 'erased'].includes(status))
  return standIns.length >= wanted
}
