import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/database.ts'
import { claimKey, storeAnswer } from '../../db/idempotency.ts'
import { DomainError } from '../../domain/errors.ts'

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

/** Runs a write in one transaction, so that it is durable once it is answered. A request that is repeated with the same
 *  Idempotency-Key gets the first answer and writes nothing.
 *  @throws {DomainError} idempotency.mismatch — the key came with another request before */
export async function idempotently(
  db: Db,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  write: (tx: Db) => Promise<Answer>,
): Promise<FastifyReply> {
  const { status, body } = await db.transaction().execute(async (tx) => {
    const header = request.headers['idempotency-key']
    if (typeof header !== 'string' || !request.caller) return write(tx)
    const claim = { keyId: request.caller.id, key: header, hash: hashOf(request) }
    const earlier = await claimKey(tx, claim)
    if (earlier && !earlier.hash.equals(claim.hash)) {
      throw new DomainError(
        'idempotency.mismatch',
        `Idempotency-Key '${header.slice(0, 100)}' was used for another request`,
      )
    }
    if (earlier) return earlier
    const answer = await write(tx)
    await storeAnswer(tx, { ...claim, ...answer })
    return answer
  })
  return reply.code(status).send(body)
}

function hashOf({ method, url, body }: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest()
}
