import { once } from 'node:events'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Value } from 'typebox/value'
import { Fault, Faults } from '../mailbox/faults.ts'
import type { Message } from '../mailbox/message.ts'
import { cardMail } from './card.ts'
import { type Order, type Orders, Wanted } from './orders.ts'

type Parts = { readonly orders: Orders; readonly deliver: (message: Message) => void }

/** What the account holds: no order may be dearer. */
const funds = 500

/** Tremendous' HTTP API for orders, with its idempotency by `external_id`. A card arrives as a mail. Takes keys of the sandbox alone. */
export function tremendousRoutes(app: FastifyInstance, { orders, deliver }: Parts): void {
  const faults = new Faults()
  app.put('/faults', (request, reply) => {
    faults.plan(Value.Parse(Fault, request.body))
    return reply.code(204).send()
  })
  app.get('/orders', () => ({ orders: orders.all() }))

  app.post('/orders', async ({ headers, body }, reply) => {
    if (!/^Bearer TEST_\S+$/.test(headers.authorization ?? '')) return refuse(reply, 401, 'Unauthorized')
    const fault = faults.next()
    if (fault === '429') return refuse(reply.header('retry-after', '1'), 429, 'Rate limit exceeded')
    if (fault === '500') return refuse(reply, 500, 'Unexpected error')
    if (fault === 'hang') return hang(reply)
    const problem = problemOf(body)
    if (problem) return refuse(reply, ...problem)
    const { order, isNew } = place(Value.Parse(Wanted, body), fault === 'cancel' ? 'CANCELED' : 'EXECUTED')
    if (fault === 'drop') return reply.hijack().raw.destroy()
    if (fault === 'stall') return hang(reply)
    return reply.code(isNew ? 200 : 201).send({ order })
  })

  function place(wanted: Wanted, status: Order['status']) {
    const earlier = orders.under(wanted.external_id)
    if (earlier) return { order: earlier, isNew: false }
    const order = orders.add(wanted, status)
    if (status === 'EXECUTED') deliver(cardMail(order))
    return { order, isNew: true }
  }
}

function problemOf(body: unknown): readonly [status: number, message: string] | undefined {
  if (!Value.Check(Wanted, body)) return [400, `Order failed: ${Value.Errors(Wanted, body)[0]?.instancePath ?? ''}`]
  const { campaign_id: campaign, products, value } = body.reward
  if (!campaign && !products) return [400, 'Order failed: either products or campaign_id must be given']
  return value.denomination > funds ? [402, 'Not enough funds'] : undefined
}

async function hang(reply: FastifyReply): Promise<void> {
  reply.hijack()
  await once(reply.raw, 'close')
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errors: { message } })
}
