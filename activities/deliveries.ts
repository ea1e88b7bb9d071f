import { log } from '@temporalio/activity'
import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { lockEngagement } from '../src/db/engagements.ts'
import { markInvited, settleContact } from '../src/db/invitations.ts'
import { findLetters, markSent, markUnsent } from '../src/db/letters.ts'
import { tell } from '../src/db/outbox.ts'
import type { Receipt } from '../src/letters/mailer.ts'
import type { Dependencies } from './dependencies.ts'
import type { LettersToSend } from './letters.ts'

/** Resend forgets an idempotency key after 24 hours. A letter claimed longer ago could go out twice: a person decides. */
const certainFor = 23.5 * 60 * 60 * 1000

type Claimed = Awaited<ReturnType<typeof claimedBatches>>[number]['letters'][number]

/** Hands the claimed letters to Resend, batch by batch, and writes down what became of each. */
export async function deliverLetters({ db, mailer }: Dependencies, sending: LettersToSend): Promise<void> {
  for (const { batch, claimedAt, letters } of await claimedBatches(db, sending)) {
    if (Date.now() - claimedAt.getTime() > certainFor) {
      await giveUp(db, letters)
    } else {
      const receipts = await mailer.send(
        batch,
        letters.map((letter) => letter.payload),
      )
      await db.transaction().execute((tx) => keepReceipts(tx, sending, letters, receipts))
    }
  }
}

/** What was claimed and not settled, in the batches it was claimed in: a repeat must send the same letters in the same order. */
async function claimedBatches(db: Db, sending: LettersToSend) {
  const claimed = (await findLetters(db, sending)).flatMap(
    ({ id, recipient, status, payload, batch, claimed_at: claimedAt }) =>
      status === 'claimed' && payload && batch ? [{ id, recipient, payload, batch, claimedAt }] : [],
  )
  const batches = [...new Set(claimed.map((letter) => letter.batch))]
  return batches.flatMap((batch) => {
    const letters = claimed.filter((letter) => letter.batch === batch)
    return letters[0] ? [{ batch, letters, claimedAt: letters[0].claimedAt }] : []
  })
}

async function giveUp(db: Db, letters: readonly Claimed[]): Promise<void> {
  log.error('letters were claimed too long ago to send them safely', { letters: letters.map(({ id }) => id) })
  for (const { id } of letters) await markUnsent(db, id, 'unresolved', 'claimed more than a day ago')
}

async function keepReceipts(
  tx: Db,
  { engagementId, kind, to }: LettersToSend,
  letters: readonly Claimed[],
  receipts: readonly Receipt[],
): Promise<void> {
  await lockEngagement(tx, engagementId)
  for (const [i, { id, recipient }] of letters.entries()) {
    const receipt = receipts[i] ?? { refused: 'no receipt' }
    if ('providerId' in receipt) {
      await markSent(tx, id, receipt.providerId)
      await record(tx, { engagementId, actor: 'workflow', what: 'letter.sent', about: { kind, to, recipient } })
      if (to === 'contact') await markInvited(tx, { contactId: recipient, kind })
    } else {
      await markUnsent(tx, id, 'refused', receipt.refused)
      await record(tx, { engagementId, actor: 'workflow', what: 'letter.refused', about: { kind, to, recipient } })
      if (to !== 'contact') continue
      const isOpen = await settleContact(tx, recipient, 'bounced')
      if (isOpen) await tell(tx, engagementId, [{ type: 'settled', contact: recipient, how: 'bounced' }])
    }
  }
}
