import { type JSONColumnType, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { LetterKind } from '../domain/program.ts'
import type { Letter } from '../letters/letter.ts'
import type { Db } from './database.ts'

/** Claimed: about to leave. Sent: Resend has it. Refused: Resend will not take it. Skipped: it must not leave.
 *  Unresolved: claimed too long ago to know; a person decides. */
export type LetterStatus = 'claimed' | 'sent' | 'refused' | 'skipped' | 'unresolved'

/** The ledger: a letter is written here before it leaves, under a key that can exist only once. */
export type LettersTable = {
  id: string
  engagement_id: string
  kind: LetterKind
  recipient: string
  wave: string
  status: LetterStatus
  batch: string | null
  payload: JSONColumnType<Letter> | null
  provider_id: string | null
  reason: string | null
  claimed_at: Date
  sent_at: Date | null
}

/** What makes a letter the same letter. `recipient` is a contact's id, or 'partner', 'psm', 'owner'. */
export type LetterKey = {
  readonly engagementId: string
  readonly kind: LetterKind
  readonly wave: string
  readonly recipient: string
}

/** Claims a letter, so that nobody else sends it; `batch` is the idempotency key it leaves under.
 *  A claim that exists is left as it is. */
export async function claimLetter(
  tx: Db,
  key: LetterKey,
  { batch, payload }: { batch: string; payload: Letter },
): Promise<void> {
  await insert(tx, key, { status: 'claimed', batch, payload: JSON.stringify(payload), reason: null })
}

/** Writes down that a letter does not leave, and why. */
export async function skipLetter(tx: Db, key: LetterKey, reason: string): Promise<void> {
  await insert(tx, key, { status: 'skipped', batch: null, payload: null, reason })
}

async function insert(
  tx: Db,
  { engagementId, kind, wave, recipient }: LetterKey,
  row: { status: LetterStatus; batch: string | null; payload: string | null; reason: string | null },
): Promise<void> {
  await tx
    .insertInto('letters')
    .values({
      id: newId('let'),
      engagement_id: engagementId,
      kind,
      recipient,
      wave,
      ...row,
      provider_id: null,
      claimed_at: sql`clock_timestamp()`,
      sent_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The ledger's rows for some letters of one kind, in a stable order. */
export async function findLetters(
  db: Db,
  keys: { readonly engagementId: string; readonly kind: LetterKind; readonly waves: Readonly<Record<string, string>> },
) {
  const pairs = Object.entries(keys.waves)
  if (pairs.length === 0) return []
  return db
    .selectFrom('letters')
    .select(['id', 'recipient', 'wave', 'status', 'batch', 'payload', 'reason', 'claimed_at'])
    .where('engagement_id', '=', keys.engagementId)
    .where('kind', '=', keys.kind)
    .where((eb) => eb.or(pairs.map(([recipient, wave]) => eb.and({ recipient, wave }))))
    .orderBy('id')
    .execute()
}

export async function markSent(db: Db, id: string, providerId: string): Promise<void> {
  await db
    .updateTable('letters')
    .set({ status: 'sent', provider_id: providerId, sent_at: sql`now()` })
    .where('id', '=', id)
    .where('status', '=', 'claimed')
    .execute()
}

export async function markUnsent(db: Db, id: string, status: 'refused' | 'unresolved', reason: string): Promise<void> {
  await db.updateTable('letters').set({ status, reason }).where('id', '=', id).where('status', '=', 'claimed').execute()
}

/** All letters of an engagement, oldest first, without their bodies. */
export async function lettersOf(db: Db, engagementId: string) {
  return db
    .selectFrom('letters')
    .select(['id', 'kind', 'recipient', 'wave', 'status', 'reason', 'claimed_at', 'sent_at', 'provider_id'])
    .where('engagement_id', '=', engagementId)
    .orderBy('claimed_at')
    .orderBy('id')
    .execute()
}
