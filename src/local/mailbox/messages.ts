import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Destiny, type Fates } from './fates.ts'
import { Fault, type Faults } from './faults.ts'
import type { Message } from './message.ts'
import { refusals } from './refusal.ts'
import type { Store } from './store.ts'

const Filter = Type.Object({ to: Type.Optional(Type.String()) })
type ById = { Params: { id: string } }

// The mail is a stranger's page: nothing in it may run, submit, or reach the inbox around it.
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline' https:",
  'img-src data: http: https:',
  'font-src data: https:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

type Parts = { readonly store: Store; readonly faults: Faults; readonly fates: Fates }

/** The mails as JSON and as they were sent, what is to become of them, and the mishaps to come. For programs and tests; needs no
 *  key. */
export function messageRoutes(app: FastifyInstance, { store, faults, fates }: Parts): void {
  app.get('/messages', (request) => store.newestFirst(Value.Parse(Filter, request.query).to))
  app.get<ById>('/messages/:id', (request, reply) => store.find(request.params.id) ?? absent(reply))
  app.get<ById>('/messages/:id/html', (request, reply) => {
    const message = store.find(request.params.id)
    if (!message?.html) return absent(reply)
    const headers = { 'content-security-policy': mailPolicy, 'referrer-policy': 'no-referrer' }
    return reply
      .headers(headers)
      .type('text/html; charset=utf-8')
      .send(withFiles(linksInNewTabs(message.html), message))
  })
  app.delete('/messages', (_request, reply) => {
    store.clear()
    return reply.code(204).send()
  })
  app.put('/faults', (request, reply) => {
    faults.plan(Value.Parse(Fault, request.body))
    return reply.code(204).send()
  })
  app.put('/fates', (request, reply) => {
    fates.plan(Value.Parse(Destiny, request.body))
    return reply.code(204).send()
  })
}

function linksInNewTabs(html: string): string {
  const base = '<base target="_blank">'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html
}

/** Shows the files that came with a mail where its text says so. */
function withFiles(html: string, { attachments = [] }: Message): string {
  let shown = html
  for (const { contentId, contentType, content } of attachments)
    if (contentId !== null) shown = shown.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${content}`)
  return shown
}

function absent(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(refusals.notFound)
}
