import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accept } from './accept.ts'
import type { Faults } from './faults.ts'
import type { Message } from './message.ts'
import { listEmails, showEmail } from './reading.ts'
import { invalid, type Refusal, refusals } from './refusal.ts'
import type { Delivery, Store } from './store.ts'

type Accepted = { readonly messages: Delivery['messages']; readonly answer: unknown }
type Reading = (request: FastifyRequest) => Accepted | Refusal

type Once = { readonly key: string | undefined; readonly read: Reading; readonly heard: Parts['tell'] }

type Parts = {
  readonly store: Store
  readonly faults: Faults
  /** Tells whoever wants to know what becomes of a mail that was accepted. */
  readonly tell: (message: Message) => void
}

/** Resend's HTTP API for sending and reading mail, with its idempotency and its two ways of checking a batch. */
export function resendRoutes(app: FastifyInstance, { store, faults, tell }: Parts): void {
  const inProgress = new Set<string>()
  app.addHook('onRequest', async (request, reply) => {
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) return refuse(reply, refusals.missingKey)
  })
  app.post('/emails', (request, reply) => send(request, reply, readOne))
  app.post('/emails/batch', (request, reply) => send(request, reply, readBatch))
  app.get('/emails', (request) => listEmails(store.newestFirst(), request.query))
  app.get<{ Params: { id: string } }>('/emails/:id', (request, reply) => {
    const message = store.find(request.params.id)
    return message ? showEmail(message) : refuse(reply, refusals.notFound)
  })

  async function send(request: FastifyRequest, reply: FastifyReply, read: Reading): Promise<unknown> {
    const fault = faults.next()
    if (fault === '429') return refuse(reply.header('retry-after', '1'), refusals.tooMany)
    if (fault === '500') return refuse(reply, refusals.broken)
    const key = request.headers['idempotency-key']?.toString()
    if (key !== undefined && (key.length < 1 || key.length > 256)) return refuse(reply, refusals.badIdempotencyKey)
    if (key !== undefined && inProgress.has(key)) return refuse(reply, refusals.inProgress)
    if (fault === 'hang') return hang(reply, key)
    const heard = fault === 'stall' ? () => undefined : tell
    const answer = answerOnce(request, { key, read, heard })
    if (fault === 'drop') return reply.hijack().raw.destroy()
    if (fault === 'stall') return hang(reply, key)
    return isRefusal(answer) ? refuse(reply, answer) : answer
  }

  async function hang(reply: FastifyReply, key: string | undefined): Promise<void> {
    if (key !== undefined) inProgress.add(key)
    reply.hijack()
    await once(reply.raw, 'close')
    if (key !== undefined) inProgress.delete(key)
  }

  function answerOnce(request: FastifyRequest, { key, read, heard }: Once): unknown {
    const now = new Date()
    const payload = digest(request)
    const earlier = key === undefined ? undefined : store.answered(key, now)
    if (earlier) return earlier.payload === payload ? earlier.answer : refusals.otherPayload
    const accepted = read(request)
    if ('statusCode' in accepted) return accepted
    const answered = key === undefined ? undefined : { key, payload, answer: accepted.answer, at: now.toISOString() }
    store.deliver({ messages: accepted.messages, ...(answered && { answered }) })
    accepted.messages.forEach(heard)
    return accepted.answer
  }
}

function readOne({ body }: FastifyRequest): Accepted | Refusal {
  const read = accept(body)
  return 'refusal' in read ? read.refusal : { messages: [read.message], answer: { id: read.message.id } }
}

function readBatch({ body, headers }: FastifyRequest): Accepted | Refusal {
  if (!Array.isArray(body) || body.length === 0) return invalid('The body must be an array of at least one email.')
  if (body.length > 100) return invalid('The batch must contain at most 100 emails.')
  if (body.some(hasAttachments)) return invalid('The `attachments` field is not supported in batch emails.')
  const read = body.map(accept)
  const messages = read.flatMap((one) => ('message' in one ? [one.message] : []))
  const data = messages.map(({ id }) => ({ id }))
  const errors = read.flatMap((one, index) => ('refusal' in one ? [{ index, ...one.refusal }] : []))
  if (headers['x-batch-validation'] === 'permissive') {
    return { messages, answer: { data, errors: errors.map(({ index, message }) => ({ index, message })) } }
  }
  const [first] = errors
  if (!first) return { messages, answer: { data } }
  return { statusCode: first.statusCode, name: first.name, message: `Email ${first.index}: ${first.message}` }
}

function hasAttachments(email: unknown): boolean {
  return typeof email === 'object' && email !== null && 'attachments' in email && email.attachments !== null
}

function digest(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(request.body)}`)
    .digest('hex')
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'statusCode' in answer
}

function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.statusCode).send(refusal)
}
