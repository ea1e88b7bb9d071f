import Fastify, { type FastifyInstance } from 'fastify'
import { ParseError } from 'typebox/value'
import { Faults } from './faults.ts'
import { inboxRoutes } from './inbox.ts'
import { messageRoutes } from './messages.ts'
import { invalid, refusals } from './refusal.ts'
import { resendRoutes } from './resend.ts'
import { Store } from './store.ts'

export type MailboxOptions = {
  /** Where mails and idempotency keys are kept, a JSON object a line; absent: in memory only. */
  readonly file?: string
}

/** A mailbox that speaks Resend's HTTP API and shows what it got: the real Resend SDK sends to it by RESEND_BASE_URL. */
export function buildMailbox({ file }: MailboxOptions = {}): FastifyInstance {
  const parts = { store: new Store(file), faults: new Faults() }
  // Resend takes up to 40 MB. Connections left hanging by a fault must not keep it from closing.
  const app = Fastify({ bodyLimit: 40 * 1024 * 1024, forceCloseConnections: true })
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? (error instanceof ParseError ? 422 : 500)
    return reply.code(status).send(status === 500 ? refusals.broken : { ...invalid(error.message), statusCode: status })
  })
  app.get('/health/ready', () => ({ status: 'ready' }))
  app.register(async (scope) => resendRoutes(scope, parts))
  messageRoutes(app, parts)
  inboxRoutes(app, parts)
  return app
}
