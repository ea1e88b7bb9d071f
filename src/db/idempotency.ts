import type { Generated, JSONColumnType } from 'kysely'
import type { Db } from './database.ts'

/** Answers given under an Idempotency-Key, so that a repeated request gets the same one. */
export type IdempotencyTable = {
  key_id: string
  idempotency_key: string
  request_hash: Buffer
  status: number
  body: JSONColumnType<Record<string, unknown>>
  created_at: Generated<Date>
}

export type StoredAnswer = { readonly hash: Buffer; readonly status: number; readonly body: Record<string, unknown> }

/** Claims an Idempotency-Key; a concurrent request with the same key waits here until the first has answered.
 *  @returns the earlier answer, or undefined when the key is new */
export async function claimKey(
  tx: Db,
  claim: { keyId: string; key: string; hash: Buffer },
): Promise<StoredAnswer | undefined> {
  const claimed = await tx
    .insertInto('idempotency')
    .values({ key_id: claim.keyId, idempotency_key: claim.key, request_hash: claim.hash, status: 0, body: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key_id')
    .executeTakeFirst()
  if (claimed) return undefined
  return tx
    .selectFrom('idempotency')
    .select(['request_hash as hash', 'status', 'body'])
    .where('key_id', '=', claim.keyId)
    .where('idempotency_key', '=', claim.key)
    .executeTakeFirstOrThrow()
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
