import type { FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import type { App } from './app.ts'

/** What is left of a body after its request was refused is read and thrown away for so long, in milliseconds, and so small it is not
 *  waited for. A connection that is cut while a client sends takes the answer with it. */
const patience = 2_000

/** Refuses bodies that were packed: nobody needs to, and a few bytes could become gigabytes. Lets who sends too much read the refusal. */
export function registerBodies(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding.toLowerCase() === 'identity') return
    void reply.header('accept-encoding', 'identity')
    throw new DomainError('request.unsupported-type', 'send the body as it is, without content-encoding', [
      { field: 'content-encoding', expected: 'identity, or none', got: encoding },
    ])
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isUnread(request)) return payload
    void reply.removeHeader('connection')
    reply.raw.once('finish', () => cutLater(request))
    return payload
  })
}

function isUnread({ raw }: FastifyRequest): boolean {
  return !raw.complete && (raw.headers['content-length'] ?? raw.headers['transfer-encoding']) !== undefined
}

function cutLater({ raw }: FastifyRequest): void {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy()
  }, patience)
  timer.unref()
  raw.once('close', () => clearTimeout(timer))
}
