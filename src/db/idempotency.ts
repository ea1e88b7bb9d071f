import type { Generated, JSONColumnType } from 'kysely'
import type { Db } from './database.ts'

/** Answers given under an Idempotency-Key, so that a repeated request gets the same one. Key and request are digests. */
export type IdempotencyTable = {
  key_id: string
  idempotency_key: string
  request_hash: Buffer
  status: number
  body: JSONColumnType<Record<string, unknown>>
  created_at: Generated<Date>
}

export type StoredAnswer = { readonly hash: Buffer; readonly status: number; readonly body: Record<string, unknown> }

/** An Idempotency-Key, and the request it came with. */
export type KeyClaim = { readonly keyId: string; readonly key: string; readonly hash: Buffer }

/** Claims an Idempotency-Key; a concurrent request with the same key waits here until the first has answered.
 *  @returns the earlier answer, or undefined when the key is new */
export async function claimKey(tx: Db, claim: KeyClaim): Promise<StoredAnswer | undefined> {
  const claimed = await tx
    .insertInto('idempotency')
    .values({ key_id: claim.keyId, idempotency_key: claim.key, request_hash: claim.hash, status: 0, body: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key_id')
    .executeTakeFirst()
  return claimed ? undefined : findAnswer(tx, claim)
}

/** The answer a key was used for before. */
export async function findAnswer(db: Db, { keyId, key }: KeyClaim): Promise<StoredAnswer | undefined> {
  return db
    .selectFrom('idempotency')
    .select(['request_hash as hash', 'status', 'body'])
    .where('key_id', '=', keyId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

export async function storeAnswer(
  tx: Db,
  { keyId, key, status, body }: { keyId: string; key: string; status: number; body: unknown },
): Promise<void> {
  await tx
    .updateTable('idempotency')
    .set({ status, body: JSON.stringify(body) })
    .where('key_id', '=', keyId)
    .where('idempotency_key', '=', key)
    .execute()
}
