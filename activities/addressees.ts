import { takeTurns } from '../src/db/calendar.ts'
import { type ContactRow, contactsOf, nameOfContact } from '../src/db/contacts.ts'
import type { Db } from '../src/db/database.ts'
import type { EngagementRow } from '../src/db/engagements.ts'
import { isGiftUsedUp as isUsedUp } from '../src/db/giftBudget.ts'
import { contactsWithHeld } from '../src/db/heldAnswers.ts'
import { type InvitationRow, invitationsOf, settleInvitation } from '../src/db/invitations.ts'
import { optedOut } from '../src/db/optOuts.ts'
import { tell } from '../src/db/outbox.ts'
import type { PartnerRow } from '../src/db/partners.ts'
import { calendarOf } from '../src/domain/frequency.ts'
import { isGiftOffered } from '../src/domain/gift.ts'
import type { Program } from '../src/domain/program.ts'
import { surveyToken } from '../src/domain/surveyToken.ts'
import type { LetterKind, RecipientKind } from '../src/domain/vocabulary.ts'
import type { LetterContext } from '../src/letters/letter.ts'
import type { Dependencies } from './dependencies.ts'
import { findInsider } from './insiders.ts'

/** A recipient with the letter that goes there, the reason why none does, or the moment until when none may. */
export type Addressee = { readonly recipient: string } & (
  | { readonly context: LetterContext }
  | { readonly skip: string }
  | { readonly deferredUntil: Date }
)

type Context = Pick<Dependencies, 'config'> & {
  readonly engagement: EngagementRow
  readonly program: Program
  readonly partner: PartnerRow
  readonly kind: LetterKind
  readonly until: string | null | undefined
  /** Whether all gifts of the program were chosen; known where letters of thanks are written. */
  readonly isGiftUsedUp?: boolean
}

/** Finds out who the recipients are at this moment. */
export async function findAddressees(
  tx: Db,
  context: Context,
  { to, recipients }: { to: RecipientKind; recipients: readonly string[] },
): Promise<readonly Addressee[]> {
  if (to === 'contact') return findContacts(tx, context, recipients)
  const { config, engagement, program } = context
  const insider = await findInsider(tx, context, to)
  if (!insider) return recipients.map((recipient) => ({ recipient, skip: 'opted-out' }))
  const links = { console: `${config.PUBLIC_URL}/console/engagements/${engagement.id}` }
  const letter = { ...shared(context), language: program.language, recipient: insider, links }
  return recipients.map((recipient) => ({ recipient, context: letter }))
}

async function findContacts(tx: Db, context: Context, recipients: readonly string[]): Promise<readonly Addressee[]> {
  const { engagement } = context
  const contacts = await contactsOf(tx, engagement.id)
  const invitations = await invitationsOf(tx, engagement.id)
  const found = recipients.map((recipient) => ({
    recipient,
    contact: contacts.find((one) => one.id === recipient),
    invitation: invitations.find((one) => one.contact_id === recipient),
  }))
  const unwanted = await optedOut(
    tx,
    contacts.map((contact) => contact.email),
  )
  const held = await contactsWithHeld(tx, engagement.id)
  const addressees: Addressee[] = []
  const open: Open[] = []
  for (const { recipient, contact, invitation } of found) {
    if (!contact || !invitation) {
      addressees.push({ recipient, skip: 'erased' })
    } else if (unwanted.has(contact.email)) {
      const isOpen = await settleInvitation(tx, invitation.id, 'opted-out')
      if (isOpen) await tell(tx, engagement.id, [{ type: 'settled', contact: recipient, how: 'opted-out' }])
      addressees.push({ recipient, skip: 'opted-out' })
    } else if (!isThanks(context) && (invitation.settled_at || invitation.status === 'not-eligible')) {
      addressees.push({ recipient, skip: invitation.status })
    } else if (held.has(recipient) && !isThanks(context)) {
      addressees.push({ recipient, context: toContact({ ...context, kind: confirming(context) }, contact, invitation) })
    } else if (invitation.origin === 'visitor' && !isThanks(context)) {
      addressees.push({ recipient, skip: 'unconfirmed' })
    } else {
      open.push({ recipient, contact, invitation })
    }
  }
  const isGiftUsedUp = isThanks(context) && (await isUsedUp(tx, context.program))
  return [...addressees, ...(await inTurn(tx, { ...context, isGiftUsedUp }, open))]
}

type Open = { readonly recipient: string; readonly contact: ContactRow; readonly invitation: InvitationRow }

/** Who has answered at the membership's own address is asked to confirm that, in the place of what others are asked. It is no
 *  request that needs an allowed day: they came by themselves.
 *  @source CI-05 */
function confirming({ kind, program }: Context): LetterKind {
  return kind === program.survey.email ? 'answer-confirmation' : 'confirmation-reminder'
}

function isThanks({ kind, program }: Context): boolean {
  return kind === program.survey.thanks
}

/** Of those who may be asked, some must be left in peace for now. Who was asked in this round may always be asked again. */
async function inTurn(tx: Db, context: Context, open: readonly Open[]): Promise<readonly Addressee[]> {
  const { config, engagement, kind, program } = context
  const unasked = kind === program.survey.email ? open.filter(({ invitation }) => !invitation.requested_at) : []
  const asked = unasked.map(({ invitation, contact }) => ({
    invitationId: invitation.id,
    contactId: contact.id,
    person: contact.address_hash,
  }))
  const deferred = await takeTurns(tx, calendarOf(config), { engagementId: engagement.id, asked })
  return open.map(({ recipient, contact, invitation }) => {
    const deferredUntil = deferred.get(recipient)
    return deferredUntil
      ? { recipient, deferredUntil }
      : { recipient, context: toContact(context, contact, invitation) }
  })
}

function toContact(context: Context, contact: ContactRow, invitation: InvitationRow): LetterContext {
  const { config, program } = context
  const url = `${config.PUBLIC_URL}/s/${surveyToken(config.SURVEY_SECRET, invitation.id)}`
  return {
    ...shared(context),
    from: [program.sender.address, ...(program.sender.alternates ?? [])][invitation.sender] ?? program.sender.address,
    language: contact.survey_language,
    recipient: { kind: 'contact', name: nameOfContact(contact), address: contact.email },
    links: {
      survey: url,
      confirm: `${url}/confirm`,
      optOut: `${url}/opt-out`,
      ...(mayChooseGift(context, contact) && { gift: `${url}/gift` }),
    },
  }
}

function mayChooseGift(context: Context, { country }: ContactRow): boolean {
  return (
    isThanks(context) &&
    isGiftOffered(context.program.gift, { country, isUsedUp: context.isGiftUsedUp ?? false, now: new Date() })
  )
}

function shared({
  config,
  engagement,
  program,
  partner,
  kind,
  until,
}: Context): Pick<LetterContext, 'kind' | 'program' | 'site' | 'from' | 'engagement' | 'until'> {
  const names = {
    id: engagement.id,
    subject: engagement.subject_name,
    partner: partner.name,
    customer: engagement.customer_name,
  }
  return {
    kind,
    program,
    site: config.PUBLIC_URL,
    from: program.sender.address,
    engagement: names,
    ...(until && { until: new Date(until) }),
  }
}
