import { log } from '@temporalio/activity'
import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { noteDeparture } from '../src/db/departures.ts'
import { lockEngagement } from '../src/db/engagements.ts'
import { entryOf, findLetters, type LetterRow, markUnsent } from '../src/db/letters.ts'
import { askAbout, lettersOfBatch } from '../src/db/lostLetters.ts'
import { claimedBatchesAbout } from '../src/db/otherLetters.ts'
import { handleLoss } from '../src/db/unreached.ts'
import { type Mailer, MailerError, type Receipt } from '../src/letters/mailer.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import type { LettersToSend } from './letters.ts'

/** Resend forgets an idempotency key after 24 hours. A letter claimed longer ago could go out twice: a person decides. */
export const certainFor = 23.5 * 60 * 60 * 1000

type Delivering = Pick<Dependencies, 'db' | 'mailer'>

/** Hands the claimed letters to Resend, batch by batch, and writes down what became of each. */
export async function deliverLetters(dependencies: Delivering, sending: LettersToSend): Promise<void> {
  await deliverBatches(dependencies, await claimedBatches(dependencies.db, sending))
}

/** The same for all letters that are claimed about something other than an engagement. */
export async function deliverLettersAbout(dependencies: Delivering, about: string): Promise<void> {
  await deliverBatches(dependencies, await claimedBatchesAbout(dependencies.db, about))
}

async function deliverBatches({ db, mailer }: Delivering, batches: readonly string[]): Promise<void> {
  for (const batch of batches) {
    const letters = await lettersOfBatch(db, batch)
    const claimedAt = Math.min(...letters.map((letter) => letter.claimed_at.getTime()))
    const receipts = Date.now() - claimedAt > certainFor ? tooLate : await sendBatch(mailer, batch, letters)
    if (receipts === tooLate || receipts === changed) await giveUp(db, letters, receipts)
    else await db.transaction().execute((tx) => keepReceipts(tx, letters, receipts))
  }
}

const tooLate = 'claimed more than a day ago'
const changed = 'left with a letter to somebody who was erased, or was refused with it'

/** Without the letters to people who were erased meanwhile the batch is another one. Resend takes it if it never took the first;
 *  if it did, the rest has left, too, or was refused. */
async function sendBatch(
  mailer: Mailer,
  batch: string,
  letters: readonly LetterRow[],
): Promise<readonly (Receipt | undefined)[] | typeof changed> {
  const outgoing = letters.flatMap(({ id, payload }) => (payload ? [{ id, letter: payload }] : []))
  if (outgoing.length === 0) return []
  try {
    const receipts = [...(await mailer.send(batch, outgoing))]
    return letters.map(({ payload }) => (payload ? receipts.shift() : undefined))
  } catch (error) {
    if (error instanceof MailerError && error.isTaken && outgoing.length < letters.length) return changed
    throw error
  }
}

/** The batches with letters that were claimed and not settled. A repeat must send a batch whole, as it was: an event may have
 *  settled some of it already. */
async function claimedBatches(db: Db, sending: LettersToSend): Promise<readonly string[]> {
  const claimed = (await findLetters(db, sending)).filter(({ status }) => status === 'claimed')
  return [...new Set(claimed.flatMap(({ batch }) => batch ?? []))]
}

/** Nobody can know any more whether the letters left. */
async function giveUp(db: Db, letters: readonly LetterRow[], reason: string): Promise<void> {
  log.error('letters cannot be sent again safely', { letters: letters.map(({ id }) => id) })
  await db.transaction().execute(async (tx) => {
    for (const letter of letters) {
      if (await markUnsent(tx, letter.id, 'unresolved', reason)) await askAbout(tx, letter)
    }
  })
}

/** Writes down what Resend answered for a batch: its letters are about one thing. What was settled before stays. */
export async function keepReceipts(
  tx: Db,
  letters: readonly LetterRow[],
  receipts: readonly (Receipt | undefined)[],
): Promise<void> {
  const engagementId = letters[0]?.engagement_id
  const engagement = engagementId
    ? ((await lockEngagement(tx, engagementId)) ?? missing('engagement', engagementId))
    : undefined
  for (const [i, letter] of letters.entries()) {
    const receipt = receipts[i] ?? { refused: 'no receipt' }
    if ('providerId' in receipt) {
      await noteDeparture(tx, letter, { providerId: receipt.providerId, by: 'workflow' })
    } else if (await markUnsent(tx, letter.id, 'refused', receipt.refused)) {
      await record(tx, { ...entryOf(letter), actor: 'workflow', what: 'letter.refused' })
      await handleLoss(tx, engagement, letter, { permanence: 'hard', at: new Date() })
    }
  }
}
