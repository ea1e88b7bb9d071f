import fastify, { type FastifyInstance } from 'fastify'
import { Resend } from 'resend'
import { afterEach, describe, expect, it } from 'vitest'
import { buildMailbox } from '../../src/local/mailbox/app.ts'
import { freePort } from '../../src/local/ports.ts'

const secret = `whsec_${Buffer.from('what the mailbox signs with').toString('base64')}`
const open: FastifyInstance[] = []

afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

type Heard = { readonly id: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> }

/** A mailbox, and somebody who hears what it tells, once they listen; they check its signature as Resend's own SDK does. */
async function mailboxWithListener({ refuse = 0 } = {}) {
  const heard: Heard[] = []
  const attempts: unknown[] = []
  let refusals = refuse
  const port = await freePort()
  const mailbox = buildMailbox({ webhook: { url: `http://127.0.0.1:${port}/hook`, secret } })
  open.push(mailbox)
  const resend = new Resend('re_local', { baseUrl: await mailbox.listen({ host: '127.0.0.1', port: 0 }) })

  async function listen(): Promise<void> {
    const listener = fastify()
    open.push(listener)
    listener.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    listener.post('/hook', async ({ body, headers }, reply) => {
      attempts.push(headers['svix-id'])
      if (refusals-- > 0) return reply.code(500).send({})
      const [id = '', timestamp = '', signature = ''] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) =>
        String(headers[name]),
      )
      const said = { payload: String(body), headers: { id, timestamp, signature }, webhookSecret: secret }
      const { type, data } = resend.webhooks.verify(said)
      heard.push({ id, type, data: { ...data } })
      return {}
    })
    await listener.listen({ host: '127.0.0.1', port })
  }

  const send = async (to: string, from = 'Plaudit <programs@plaudit.example>') =>
    resend.emails.send({ from, to, subject: 'Hello', text: 'Hello', tags: [{ name: 'letter', value: 'let_1' }] })
  const plan = async (destiny: object) => mailbox.inject({ method: 'PUT', url: '/fates', payload: destiny })
  const untilHeard = async (types: readonly string[]) =>
    expect.poll(() => heard.map(({ type }) => type).toSorted()).toEqual(types.toSorted())
  return { heard, attempts, listen, send, plan, untilHeard }
}

describe('the mailbox tells by webhook', () => {
  it('that a mail was sent and delivered, signed, in the words of Resend', async () => {
    const { heard, listen, send, untilHeard } = await mailboxWithListener()
    await listen()

    const { data } = await send('Ada <ada@customer.example>')

    await untilHeard(['email.sent', 'email.delivered'])
    expect(heard[0]?.data).toMatchObject({
      email_id: data?.id,
      from: 'Plaudit <programs@plaudit.example>',
      to: ['Ada <ada@customer.example>'],
      subject: 'Hello',
      tags: { letter: 'let_1' },
    })
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2)
  })

  it.each([
    ['delivered+1@resend.dev', ['email.sent', 'email.delivered'], {}],
    ['bounced@resend.dev', ['email.sent', 'email.bounced'], { bounce: { type: 'Permanent' } }],
    ['complained+ada@resend.dev', ['email.sent', 'email.delivered', 'email.complained'], {}],
    ['suppressed@resend.dev', ['email.suppressed'], { suppressed: { type: 'OnAccountSuppressionList' } }],
  ])('what becomes of a mail to %s, as Resend does', async (to, types, last) => {
    const { heard, listen, send, untilHeard } = await mailboxWithListener()
    await listen()

    await send(to)

    await untilHeard(types)
    expect(heard.find(({ type }) => type === types.at(-1))?.data).toMatchObject(last)
  })

  it.each([
    ['delayed', ['email.sent', 'email.delivery_delayed']],
    ['soft-bounced', ['email.sent', 'email.bounced']],
    ['failed', ['email.failed']],
  ])('that a mail is %s when that is its fate', async (fate, types) => {
    const { listen, send, plan, untilHeard } = await mailboxWithListener()
    await listen()

    expect((await plan({ to: 'ada@customer.example', fate })).statusCode).toBe(204)
    await send('ada@customer.example')

    await untilHeard(types)
  })

  it('the fate of so many mails, from one sender alone, where that was said', async () => {
    const { listen, send, plan, untilHeard } = await mailboxWithListener()
    await listen()
    await plan({ to: 'ada@customer.example', from: 'first@plaudit.example', fate: 'failed', times: 1 })

    await send('ada@customer.example', 'Plaudit <second@plaudit.example>')
    await untilHeard(['email.sent', 'email.delivered'])
    await send('ada@customer.example', 'Plaudit <first@plaudit.example>')
    await untilHeard(['email.sent', 'email.delivered', 'email.failed'])
    await send('ada@customer.example', 'Plaudit <first@plaudit.example>')

    await untilHeard(['email.sent', 'email.delivered', 'email.failed', 'email.sent', 'email.delivered'])
    expect((await plan({ to: 'ada@customer.example', fate: 'eaten' })).statusCode).toBe(422)
  })

  it('again and again while nobody listens or the listener fails, under the same id', async () => {
    const { heard, attempts, listen, send, untilHeard } = await mailboxWithListener({ refuse: 2 })

    await send('ada@customer.example')
    await listen()

    await untilHeard(['email.sent', 'email.delivered'])
    expect(attempts).toHaveLength(4)
    expect(new Set(attempts)).toEqual(new Set(heard.map(({ id }) => id)))
  })
})
