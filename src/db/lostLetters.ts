import { sql } from 'kysely'
import type { AnyLetterKind } from '../domain/vocabulary.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { markInvited } from './invitations.ts'
import { entryOf, recipientKindOf } from './letters.ts'
import { closeTask, openTask } from './tasks.ts'

/** Letters that were claimed together and are not settled. */
export type LostBatch = {
  readonly batch: string
  /** Null where they are about something else. */
  readonly engagementId: string | null
  readonly program: string | null
  readonly claimedAt: Date
  /** Whether one of them must not leave any more: the engagement is closed, or the reader opted out. */
  readonly unwanted: boolean
}

/** Batches with letters that were claimed before an instant and not settled, oldest first. */
export async function unsettledBatches(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<readonly LostBatch[]> {
  return db
    .selectFrom('letters')
    .leftJoin('engagements', 'engagements.id', 'letters.engagement_id')
    .leftJoin('opt_outs', 'opt_outs.address_hash', 'letters.address_hash')
    .select(({ fn }) => [
      'letters.batch',
      'letters.engagement_id as engagementId',
      'engagements.program_id as program',
      fn.min('letters.claimed_at').as('claimedAt'),
      sql<boolean>`bool_or(opt_outs.address_hash is not null or coalesce(engagements.stage = 'closed', false))`.as(
        'unwanted',
      ),
    ])
    .where('letters.status', '=', 'claimed')
    .where('letters.claimed_at', '<', before)
    .where('letters.batch', 'is not', null)
    .groupBy(['letters.batch', 'letters.engagement_id', 'engagements.program_id'])
    .orderBy('claimedAt')
    .limit(limit)
    .$narrowType<{ batch: string }>()
    .execute()
}

/** All letters of a batch as they were handed to Resend: the same ones in the same order. */
export async function lettersOfBatch(db: Db, batch: string) {
  return db.selectFrom('letters').selectAll().where('batch', '=', batch).orderBy('id').execute()
}

/** Gives up letters nobody can know the fate of any more. */
export async function giveUpBatch(db: Db, batch: string, reason: string): Promise<void> {
  await db
    .updateTable('letters')
    .set({ status: 'unresolved', reason })
    .where('batch', '=', batch)
    .where('status', '=', 'claimed')
    .execute()
}

/** Letters nobody knows the fate of, for which something can be done now: Resend told of them after all, or no person was
 *  asked yet. */
export async function unresolvedLetters(db: Db, { limit }: { limit: number }) {
  return db
    .selectFrom('letters')
    .leftJoin('deliveries', 'deliveries.letter_id', 'letters.id')
    .leftJoin('tasks', (join) =>
      join.onRef('tasks.about', '=', 'letters.id').on('tasks.kind', '=', 'letter-unresolved'),
    )
    .select(['letters.id', 'letters.about', 'letters.engagement_id', 'letters.kind', 'letters.recipient'])
    .select('letters.claimed_at')
    .select('deliveries.provider_id as provider_id')
    .distinctOn('letters.id')
    .where('letters.status', '=', 'unresolved')
    .where((eb) => eb.or([eb('deliveries.provider_id', 'is not', null), eb('tasks.id', 'is', null)]))
    .orderBy('letters.id')
    .limit(limit)
    .execute()
}

export type UnresolvedLetter = {
  readonly id: string
  readonly about: string
  readonly engagement_id: string | null
  readonly kind: AnyLetterKind
  readonly recipient: string
  readonly claimed_at: Date
}

/** Asks a person to find out about a letter. @returns whether that is new */
export async function askAbout(tx: Db, { id, engagement_id: engagementId }: UnresolvedLetter): Promise<boolean> {
  return openTask(tx, { kind: 'letter-unresolved', about: id, ...(engagementId !== null && { engagementId }) })
}

/** Writes down what a person found out about a letter, and closes the task about it.
 *  @param by the key of the person */
export async function resolveLetter(
  tx: Db,
  letter: UnresolvedLetter,
  { as, by }: { as: 'sent' | 'unsent'; by: string },
): Promise<void> {
  const { id, engagement_id: engagementId, kind, recipient, claimed_at: claimedAt } = letter
  const isToContact = engagementId !== null && recipientKindOf(letter) === 'contact'
  const isSent = as === 'sent'
  const found = isSent
    ? ({ status: 'sent', sent_at: claimedAt, reason: null } as const)
    : ({ status: 'skipped', reason: foundUnsent } as const)
  await tx.updateTable('letters').set(found).where('id', '=', id).where('status', '=', 'unresolved').execute()
  if (isSent && isToContact) await markInvited(tx, { contactId: recipient, kind })
  const entry = entryOf(letter)
  await record(tx, { ...entry, actor: by, what: `letter.found-${as}`, about: { letter: id, ...entry.about } })
  await closeTask(tx, { kind: 'letter-unresolved', about: id }, { by })
}

/** Why a letter is skipped that was found not to have left. */
export const foundUnsent = 'found not to have left'
