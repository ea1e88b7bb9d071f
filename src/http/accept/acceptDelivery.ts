import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { addDelivery } from '../../db/deliveries.ts'
import { noteDeparture } from '../../db/departures.ts'
import { type EngagementRow, lockEngagement } from '../../db/engagements.ts'
import { entryOf, findLetter, type LetterRow, lockLetter, markDelivery, recipientKindOf } from '../../db/letters.ts'
import { addOptOut } from '../../db/optOuts.ts'
import { handleLoss } from '../../db/unreached.ts'
import { stopEmail } from '../../db/unwanted.ts'
import { type Delivery, isLost, moreFinal, type Permanence } from '../../domain/delivery.ts'

/** Something Resend tells of a letter it took. `to` is the address it went to; `letterId` our id, where the letter said one. */
export type DeliveryEvent = {
  readonly eventId: string
  readonly providerId: string
  readonly letterId: string | undefined
  readonly to: string
  readonly at: Date
  /** Absent: the letter left, and nothing more is known. */
  readonly delivery?: Delivery
  readonly permanence?: Permanence
}

/** Accepts what became of a letter, in whatever order and however often it is told. What is not about a letter of ours is kept and
 *  does nothing.
 *  @param day the length of a program day, in milliseconds
 *  @source PC-11, MX-07 */
export async function acceptDelivery(tx: Db, event: DeliveryEvent, { day }: { readonly day: number }): Promise<void> {
  const { eventId, providerId, delivery, permanence, at } = event
  const known = await findLetter(tx, { id: event.letterId, providerId })
  const engagement = known?.engagement_id ? await lockEngagement(tx, known.engagement_id) : undefined
  const kept = delivery && { eventId, providerId, letterId: known?.id, type: delivery, permanence, at }
  if (kept && !(await addDelivery(tx, kept))) return
  const letter = known && (await lockLetter(tx, known.id))
  if (!letter) return
  await noteDeparture(tx, letter, { providerId, by: 'resend' })
  if (delivery) await follow(tx, engagement, letter, { ...event, delivery }, { day })
}

/** What follows from it for the letter, and for who reads it. */
async function follow(
  tx: Db,
  engagement: EngagementRow | undefined,
  letter: LetterRow,
  { delivery, permanence, at, to }: DeliveryEvent & { readonly delivery: Delivery },
  { day }: { readonly day: number },
): Promise<void> {
  const before = letter.delivery ?? undefined
  const after = moreFinal(before, delivery)
  if (after !== before) await markDelivery(tx, letter.id, after)
  if (after !== before && isNews(after))
    await record(tx, { ...entryOf(letter), actor: 'resend', what: `letter.${after}` })
  if (delivery === 'complained') await heedComplaint(tx, engagement, letter, to)
  else if (permanence === 'hard') await handleLoss(tx, engagement, letter, { permanence, at })
  // One letter that comes back softly twice was still one try
  else if (permanence === 'soft' && !isLost(before)) await handleLoss(tx, engagement, letter, { permanence, at, day })
}

function isNews(delivery: Delivery): boolean {
  return isLost(delivery) || delivery === 'complained'
}

async function heedComplaint(
  tx: Db,
  engagement: EngagementRow | undefined,
  letter: LetterRow,
  to: string,
): Promise<void> {
  if (!engagement || recipientKindOf(letter) !== 'contact') await addOptOut(tx, to)
  else await stopEmail(tx, engagement, { contact: letter.recipient, address: to, by: 'resend' })
}
