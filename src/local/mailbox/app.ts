import Fastify, { type FastifyInstance } from 'fastify'
import { ParseError } from 'typebox/value'
import { galleryRoutes } from '../gallery/index.ts'
import { Orders } from '../tremendous/orders.ts'
import { tremendousRoutes } from '../tremendous/routes.ts'
import { eventsOf } from './events.ts'
import { Fates } from './fates.ts'
import { Faults } from './faults.ts'
import { inboxRoutes } from './inbox.ts'
import type { Message } from './message.ts'
import { messageRoutes } from './messages.ts'
import { invalid, refusals } from './refusal.ts'
import { resendRoutes } from './resend.ts'
import { Store } from './store.ts'
import { type WebhookEndpoint, Webhooks } from './webhooks.ts'

export type MailboxOptions = {
  /** Where mails and idempotency keys are kept, a JSON object a line; absent: in memory only. */
  readonly file?: string
  /** Who is told what becomes of mails; absent: nobody. */
  readonly webhook?: WebhookEndpoint
  /** Where orders of gift cards are kept, an order a line; absent: in memory only. */
  readonly gifts?: string
}

/** A mailbox that speaks Resend's HTTP API and shows what it got: the real Resend SDK sends to it by RESEND_BASE_URL. Gift cards arrive
 *  there, too: under /tremendous it stands in for Tremendous. */
export function buildMailbox({ file, webhook, gifts }: MailboxOptions = {}): FastifyInstance {
  const fates = new Fates()
  const webhooks = webhook && new Webhooks(webhook)
  const parts = {
    store: new Store(file),
    faults: new Faults(),
    fates,
    tell: (message: Message) => webhooks?.tell(eventsOf(message, fates.of(message))),
  }
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
  const deliver = (message: Message) => parts.store.deliver({ messages: [message] })
  app.register(async (scope) => tremendousRoutes(scope, { orders: new Orders(gifts), deliver }), {
    prefix: '/tremendous',
  })
  galleryRoutes(app)
  app.addHook('onClose', async () => webhooks?.close())
  return app
}
