import { record } from '../../db/audit.ts'
import { holdContact } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { isGiftUsedUp, lockGiftsOf } from '../../db/giftBudget.ts'
import { addGiftOrder, hasGiftOrder } from '../../db/giftOrders.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Gift, type GiftState, giftState } from '../../domain/gift.ts'
import { noSurvey, type OpenedInvitation } from './invitation.ts'

/** A program's gift, and how it stands to a respondent. */
export type OfferedGift = { readonly gift: Gift; readonly state: GiftState }

/** @returns undefined where the program has no gift */
export async function giftFor(db: Db, { program, contact }: OpenedInvitation): Promise<OfferedGift | undefined> {
  const { gift } = program
  if (!gift) return undefined
  const isChosen = await hasGiftOrder(db, contact.id)
  const isUsedUp = await isGiftUsedUp(db, program)
  return { gift, state: giftState(gift, { country: contact.country, isChosen, isUsedUp, now: new Date() }) }
}

/** Keeps that a respondent chose the gift: who answered may, once, whatever the answers. The trail of the engagement, which the
 *  partner reads, does not have it.
 *  @returns whether that is new
 *  @throws {DomainError} not-found — erased meanwhile · gift.not-offered · gift.unanswered · gift.over · gift.unattested
 *  @source FT-11 */
export async function chooseGift(
  tx: Db,
  opened: OpenedInvitation,
  { attested }: { readonly attested: boolean },
): Promise<boolean> {
  if (!(await holdContact(tx, opened.contact.id))) throw noSurvey()
  if (opened.program.gift?.atMost !== undefined) await lockGiftsOf(tx, opened.program.id)
  const offered = await giftFor(tx, opened)
  if (!offered || offered.state === 'not-offered')
    throw new DomainError('gift.not-offered', 'by the rules of the program no gift can be sent here')
  if (opened.state !== 'answered') throw new DomainError('gift.unanswered', 'answer the survey first')
  if (offered.state === 'chosen') return false
  if (offered.state === 'over')
    throw new DomainError('gift.over', 'the last day is over, or as many were chosen as there are')
  if (offered.gift.publicSector && !attested) throw unattested()
  const { invitation, program } = opened
  const order = await addGiftOrder(tx, { invitationId: invitation.id, program, gift: offered.gift })
  if (order) await record(tx, { actor: 'contact', what: 'gift.chosen', about: { order } })
  return order !== undefined
}

function unattested(): DomainError {
  return new DomainError('gift.unattested', 'say that you may accept it', [
    { field: '/attested', expected: 'true', got: false },
  ])
}
