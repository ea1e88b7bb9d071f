import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { inboxPage, views } from './page.ts'
import type { Store } from './store.ts'

const Query = Type.Object({ to: Type.Optional(Type.String()), view: Type.Optional(Type.String()) })

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The inbox for people: mails on the left, the chosen one on the right. */
export function inboxRoutes(app: FastifyInstance, { store }: { store: Store }): void {
  const style = readFileSync(new URL('inbox.css', import.meta.url), 'utf8')
  const script = readFileSync(new URL('inbox.js', import.meta.url), 'utf8')
  app.get('/', (request, reply) => show(reply, undefined, request.query))
  app.get<{ Params: { id: string } }>('/inbox/:id', (request, reply) => show(reply, request.params.id, request.query))
  app.get('/inbox.css', (_request, reply) => reply.type('text/css').send(style))
  app.get('/inbox.js', (_request, reply) => reply.type('text/javascript').send(script))

  function show(reply: FastifyReply, id: string | undefined, query: unknown): FastifyReply {
    const { to = '', view = '' } = Value.Parse(Query, query)
    const chosen = id === undefined ? undefined : store.find(id)
    const page = inboxPage({ messages: store.newestFirst(to), to, chosen, view: views.find((known) => known === view) })
    const missing = id !== undefined && chosen === undefined
    reply.code(missing ? 404 : 200).headers({ 'content-security-policy': pagePolicy, 'cache-control': 'no-store' })
    return reply.type('text/html; charset=utf-8').send(page)
  }
}
