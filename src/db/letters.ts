import { type JSONColumnType, type Selectable, sql } from 'kysely'
import type { Delivery } from '../domain/delivery.ts'
import { newId } from '../domain/ids.ts'
import type { AnyLetterKind, LetterKind, RecipientKind } from '../domain/vocabulary.ts'
import type { Letter } from '../letters/letter.ts'
import { hashOfAddress } from './address.ts'
import type { AuditEntry } from './audit.ts'
import type { Db } from './database.ts'

/** Claimed: about to leave. Sent: Resend has it. Refused: Resend will not take it. Skipped: it must not leave.
 *  Unresolved: claimed too long ago to know; a person decides. */
export type LetterStatus = 'claimed' | 'sent' | 'refused' | 'skipped' | 'unresolved'

/** The ledger: a letter is written here before it leaves, under a key that can exist only once. */
export type LettersTable = {
  id: string
  /** The id of what it is about: an engagement's, '<program>/<partner>' of a membership. */
  about: string
  /** Null where it is about something else. */
  engagement_id: string | null
  kind: AnyLetterKind
  recipient: string
  wave: string
  status: LetterStatus
  batch: string | null
  payload: JSONColumnType<Letter> | null
  provider_id: string | null
  reason: string | null
  claimed_at: Date
  sent_at: Date | null
  /** What became of it after it was sent, by Resend's webhooks. */
  delivery: Delivery | null
  /** Whom it went to, without a name; null once the person is forgotten. */
  address_hash: Buffer | null
}

export type LetterRow = Selectable<LettersTable>

/** What makes a letter the same letter. `recipient` is a contact's id, or 'partner', 'psm', 'owner'; of letters that are not about
 *  an engagement also another id, never an address. */
export type LetterKey = {
  readonly kind: AnyLetterKind
  readonly wave: string
  readonly recipient: string
} & ({ readonly engagementId: string } | { readonly about: string })

/** Claims a letter, so that nobody else sends it; `batch` is the idempotency key it leaves under.
 *  A claim that exists is left as it is. */
export async function claimLetter(
  tx: Db,
  key: LetterKey,
  { batch, payload }: { batch: string; payload: Letter },
): Promise<void> {
  const address_hash = hashOfAddress(payload.to)
  await insert(tx, key, { status: 'claimed', batch, payload: JSON.stringify(payload), reason: null, address_hash })
}

/** Writes down that a letter does not leave, and why. */
export async function skipLetter(tx: Db, key: LetterKey, reason: string): Promise<void> {
  await insert(tx, key, { status: 'skipped', batch: null, payload: null, reason, address_hash: null })
}

async function insert(
  tx: Db,
  { kind, wave, recipient, ...key }: LetterKey,
  row: Pick<LettersTable, 'status' | 'batch' | 'reason' | 'address_hash'> & { payload: string | null },
): Promise<void> {
  const subject =
    'about' in key
      ? { about: key.about, engagement_id: null }
      : { about: key.engagementId, engagement_id: key.engagementId }
  await tx
    .insertInto('letters')
    .values({
      id: newId('let'),
      ...subject,
      kind,
      recipient,
      wave,
      ...row,
      provider_id: null,
      claimed_at: sql`clock_timestamp()`,
      sent_at: null,
      delivery: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The ledger's rows for some letters of one kind about an engagement, in a stable order. */
export async function findLetters(
  db: Db,
  keys: { readonly engagementId: string; readonly kind: LetterKind; readonly waves: Readonly<Record<string, string>> },
) {
  const pairs = Object.entries(keys.waves)
  if (pairs.length === 0) return []
  return db
    .selectFrom('letters')
    .select(['id', 'recipient', 'wave', 'status', 'batch', 'payload', 'reason', 'claimed_at'])
    .where('about', '=', keys.engagementId)
    .where('kind', '=', keys.kind)
    .where((eb) => eb.or(pairs.map(([recipient, wave]) => eb.and({ recipient, wave }))))
    .orderBy('id')
    .execute()
}

/** A letter by its id or, of one that said no id of ours, by Resend's. */
export async function findLetter(
  db: Db,
  { id, providerId }: { readonly id: string | undefined; readonly providerId: string },
): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letters')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(id === undefined, (query) => query.where('provider_id', '=', providerId))
    .limit(1)
    .executeTakeFirst()
}

/** Finds a letter and keeps everybody else from changing it until the transaction ends. */
export async function lockLetter(tx: Db, id: string): Promise<LetterRow | undefined> {
  return tx.selectFrom('letters').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Writes down that Resend has a letter of which that was not known yet. @returns whether that is new */
export async function markSent(db: Db, id: string, providerId: string): Promise<boolean> {
  const marked = await db
    .updateTable('letters')
    .set({ status: 'sent', provider_id: providerId, sent_at: sql`now()`, reason: null })
    .where('id', '=', id)
    .where('status', 'in', ['claimed', 'unresolved'])
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}

/** Writes down that a claimed letter did not leave, or that nobody knows. @returns whether that is new */
export async function markUnsent(
  db: Db,
  id: string,
  status: 'refused' | 'unresolved',
  reason: string,
): Promise<boolean> {
  const marked = await db
    .updateTable('letters')
    .set({ status, reason })
    .where('id', '=', id)
    .where('status', '=', 'claimed')
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}

export async function markDelivery(tx: Db, id: string, delivery: Delivery): Promise<void> {
  await tx.updateTable('letters').set({ delivery }).where('id', '=', id).execute()
}

/** Who a letter about an engagement is for. */
export function recipientKindOf({ recipient }: Pick<LetterRow, 'recipient'>): RecipientKind {
  return recipient === 'partner' || recipient === 'psm' || recipient === 'owner' ? recipient : 'contact'
}

/** A letter as the audit trail and tasks name it. */
export function entryOf(
  letter: Pick<LetterRow, 'about' | 'engagement_id' | 'kind' | 'recipient'>,
): Pick<AuditEntry, 'engagementId' | 'about'> {
  const { about, engagement_id: engagementId, kind, recipient } = letter
  if (engagementId === null) return { about: { about, kind, recipient } }
  return { engagementId, about: { kind, to: recipientKindOf(letter), recipient } }
}

/** All letters about an engagement, oldest first, without their bodies. */
export async function lettersOf(db: Db, engagementId: string) {
  return db
    .selectFrom('letters')
    .select(['id', 'kind', 'recipient', 'wave', 'status', 'reason', 'claimed_at', 'sent_at', 'delivery'])
    .where('about', '=', engagementId)
    .orderBy('claimed_at')
    .orderBy('id')
    .$narrowType<{ kind: LetterKind }>()
    .execute()
}
