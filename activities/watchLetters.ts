import { noteDeparture } from '../src/db/departures.ts'
import {
  askAbout,
  giveUpBatch,
  type LostBatch,
  lettersOfBatch,
  unresolvedLetters,
  unsettledBatches,
} from '../src/db/lostLetters.ts'
import type { Patience } from '../src/domain/workflowState.ts'
import { certainFor, keepReceipts } from './deliveries.ts'
import type { Found } from './watch.ts'
import type { WatchDependencies } from './watchDependencies.ts'

/** `batches`: those to be handed to Resend again. */
export type LettersFound = { readonly batches: readonly string[]; readonly found: Found }

/** Batches that are looked at in one run. */
const limit = 50
const tooLate = 'claimed more than a day ago'

/** Letters nobody settles any more: no activity of their workflow is on its way with them. */
export async function watchLetters(
  { db, temporal }: WatchDependencies,
  { patience }: { patience: Patience },
): Promise<LettersFound> {
  const batches: string[] = []
  for (const lost of await unsettledBatches(db, { before: new Date(Date.now() - patience.claimed), limit })) {
    if (await isOnItsWay(temporal, lost)) continue
    if (lost.unwanted) await giveUpBatch(db, lost.batch, 'claimed, and not to leave any more')
    else if (isCertain(lost)) batches.push(lost.batch)
    else await giveUpBatch(db, lost.batch, tooLate)
  }
  let [lettersMended, tasksOpened] = [0, 0]
  for (const { provider_id: providerId, ...letter } of await unresolvedLetters(db, { limit })) {
    await db.transaction().execute(async (tx) => {
      if (providerId === null) tasksOpened += Number(await askAbout(tx, letter))
      else await noteDeparture(tx, letter, { providerId, by: 'resend' })
    })
    lettersMended += Number(providerId !== null)
  }
  return { batches, found: { lettersLost: batches.length, lettersMended, tasksOpened } }
}

/** Whether an activity of an engagement's workflow will settle it. What is about something else may be handed over twice at a time:
 *  under its key it leaves once. */
async function isOnItsWay(
  temporal: WatchDependencies['temporal'],
  { engagementId, program }: LostBatch,
): Promise<boolean> {
  if (engagementId === null || program === null) return false
  const state = await temporal.look({ engagementId, program })
  return state.run === 'running' && state.pending.some(({ what }) => what === 'sendLetters')
}

/** Settles a batch by what Resend says it did under its idempotency key. What was settled before stays. */
export async function mendBatch({ db, mailer }: WatchDependencies, batch: string): Promise<Found> {
  const letters = await lettersOfBatch(db, batch)
  const lost = letters.filter(({ status }) => status === 'claimed').length
  const [first] = letters
  const outgoing = letters.flatMap(({ id, payload }) => (payload ? [{ id, letter: payload }] : []))
  if (!first || lost === 0) return {}
  if (outgoing.length < letters.length || !isCertain({ claimedAt: first.claimed_at })) {
    await giveUpBatch(db, batch, tooLate)
    return {}
  }
  const receipts = await mailer.send(batch, outgoing)
  await db.transaction().execute((tx) => keepReceipts(tx, letters, receipts))
  return { lettersMended: lost }
}

function isCertain({ claimedAt }: Pick<LostBatch, 'claimedAt'>): boolean {
  return Date.now() - claimedAt.getTime() < certainFor
}
