import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { AnyLetterKind } from '../domain/vocabulary.ts'
import type { Letter } from '../letters/letter.ts'
import type { Db } from './database.ts'
import { claimLetter, skipLetter } from './letters.ts'
import { optedOut } from './optOuts.ts'

/** A letter as it will leave. `wave` tells it from others of its kind to the same recipient: a day, a month, a round. */
export type Written = { readonly recipient: string; readonly wave: string; readonly payload: Letter }

/** Claims letters about something other than an engagement, in the transaction of what they tell; nobody gets one who wants no
 *  more email. What is in the ledger already stays as it is. The activity `sendLettersAbout` sends them; where it never comes to
 *  that, the watchdog does.
 *  @param about the id of what they are about, in whose name they are sent and found again
 *  @source MX-07, MX-13 */
export async function claimLettersAbout(
  tx: Db,
  { about, kind }: { readonly about: string; readonly kind: AnyLetterKind },
  letters: readonly Written[],
): Promise<void> {
  const unwanted = await optedOut(
    tx,
    letters.map(({ payload }) => payload.to),
  )
  for (const group of batches(letters)) {
    const batch = randomUUID()
    for (const { recipient, wave, payload } of group) {
      const key = { about, kind, recipient, wave }
      if (unwanted.has(payload.to)) await skipLetter(tx, key, 'opted-out')
      else await claimLetter(tx, key, { batch, payload })
    }
  }
}

/** Resend takes so many letters in one call; one with attachments leaves alone. */
const batchSize = 100

function batches(letters: readonly Written[]): readonly (readonly Written[])[] {
  const alone = letters.filter(({ payload }) => payload.attachments)
  const others = letters.filter(({ payload }) => !payload.attachments)
  const count = Math.ceil(others.length / batchSize)
  const together = Array.from({ length: count }, (_, i) => others.slice(i * batchSize, (i + 1) * batchSize))
  return [...together, ...alone.map((letter) => [letter])]
}

/** Whether a letter of a kind and wave is in the ledger, whoever it went to: somebody else may stand in meanwhile. */
export async function isWritten(
  db: Db,
  { about, kind, wave }: { readonly about: string; readonly kind: AnyLetterKind; readonly wave: string },
): Promise<boolean> {
  const written = await db
    .selectFrom('letters')
    .select('id')
    .where('about', '=', about)
    .where('kind', '=', kind)
    .where('wave', '=', wave)
    .limit(1)
    .executeTakeFirst()
  return written !== undefined
}

/** The batches with letters about something that were claimed and not settled. */
export async function claimedBatchesAbout(db: Db, about: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('letters')
    .select('batch')
    .distinct()
    .where('about', '=', about)
    .where('status', '=', 'claimed')
    .execute()
  return rows.flatMap(({ batch }) => batch ?? [])
}

/** Has a letter leave after all that was found not to have left: the watchdog hands it over as one of its own.
 *  @returns false where what it said is forgotten */
export async function claimAnew(tx: Db, id: string): Promise<boolean> {
  const claimed = await tx
    .updateTable('letters')
    .set({ status: 'claimed', batch: randomUUID(), claimed_at: sql`clock_timestamp()`, reason: null })
    .where('id', '=', id)
    .where('status', '=', 'skipped')
    .where('payload', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}
