import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/database.ts'
import { claimKey, findAnswer, type KeyClaim, type StoredAnswer, storeAnswer } from '../../db/idempotency.ts'
import { DomainError } from '../../domain/errors.ts'

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Runs a write in one transaction, so that it is durable once it is answered. A request that is repeated with the same
 *  Idempotency-Key gets the first answer and writes nothing.
 *  @throws {DomainError} idempotency.mismatch — the key came with another request before */
export async function idempotently(
  db: Db,
  { request, reply }: Exchange,
  write: (tx: Db) => Promise<Answer>,
): Promise<FastifyReply> {
  const { status, body } = await db.transaction().execute(async (tx) => {
    const claim = claimOf(request)
    if (!claim) return write(tx)
    const earlier = await claimKey(tx, claim)
    if (earlier) return matching(earlier, claim)
    const answer = await write(tx)
    await storeAnswer(tx, { ...claim, ...answer })
    return answer
  })
  return reply.code(status).send(body)
}

/** The same for what takes several transactions: all but the last are left out once there is an answer, and may be repeated
 *  until then. */
export async function idempotentlyInSteps<Prepared>(
  db: Db,
  { request, reply }: Exchange,
  { prepare, write }: { prepare: () => Promise<Prepared>; write: (tx: Db, prepared: Prepared) => Promise<Answer> },
): Promise<FastifyReply> {
  const claim = claimOf(request)
  const earlier = claim && (await findAnswer(db, claim))
  if (earlier) {
    const { status, body } = matching(earlier, claim)
    return reply.code(status).send(body)
  }
  const prepared = await prepare()
  return idempotently(db, { request, reply }, (tx) => write(tx, prepared))
}

/** Key and request as digests over the caller's own key, which is not stored: what they say cannot be guessed from them. */
function claimOf({ headers, caller, method, url, body }: FastifyRequest): KeyClaim | undefined {
  const header = headers['idempotency-key']
  if (typeof header !== 'string' || !caller) return undefined
  const digest = (parts: readonly unknown[]) =>
    createHash('sha256')
      .update(JSON.stringify([headers.authorization, ...parts]))
      .digest()
  return { keyId: caller.id, key: digest([header]).toString('base64url'), hash: digest([method, url, body]) }
}

function matching(earlier: StoredAnswer, { hash }: KeyClaim): StoredAnswer {
  if (earlier.hash.equals(hash)) return earlier
  throw new DomainError('idempotency.mismatch', 'this Idempotency-Key was used for another request')
}
