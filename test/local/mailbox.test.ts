import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Resend } from 'resend'
import { afterEach, describe, expect, it } from 'vitest'
import { buildMailbox } from '../../src/local/mailbox/app.ts'

const letter = {
  from: 'Plaudit <programs@plaudit.example>',
  to: 'anna@customer.example',
  subject: 'How did it go?',
  html: '<p>Dear Anna</p>',
  text: 'Dear Anna',
}
const open: FastifyInstance[] = []

afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

async function mailbox(file?: string): Promise<{ resend: Resend; app: FastifyInstance; url: string }> {
  const app = buildMailbox(file === undefined ? {} : { file })
  open.push(app)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url, resend: new Resend('re_local', { baseUrl: url }) }
}

async function delivered(app: FastifyInstance, to = ''): Promise<Record<string, unknown>[]> {
  const answer = await app.inject({ url: '/messages', query: to === '' ? {} : { to } })
  return answer.json<Record<string, unknown>[]>()
}

async function plan(app: FastifyInstance, mode: string, times = 1): Promise<void> {
  const answer = await app.inject({ method: 'PUT', url: '/faults', payload: { mode, times } })
  expect(answer.statusCode).toBe(204)
}

describe('mailbox', () => {
  it('refuses a client without a key as Resend does', async () => {
    const { app } = await mailbox()

    const answer = await app.inject({ method: 'POST', url: '/emails', payload: letter })

    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
    expect(await delivered(app)).toEqual([])
  })

  it('delivers what the Resend SDK sends, field by field', async () => {
    const { app, resend } = await mailbox()

    const { data } = await resend.emails.send({
      ...letter,
      replyTo: 'psm@plaudit.example',
      headers: { 'List-Unsubscribe': '<https://plaudit.example/stop>' },
      tags: [{ name: 'kind', value: 'survey-invitation' }],
    })

    expect(await delivered(app)).toEqual([
      {
        ...letter,
        id: data?.id,
        to: ['anna@customer.example'],
        cc: [],
        bcc: [],
        replyTo: ['psm@plaudit.example'],
        headers: { 'List-Unsubscribe': '<https://plaudit.example/stop>' },
        tags: [{ name: 'kind', value: 'survey-invitation' }],
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ])
  })

  it('shows a mail and the list to the SDK, and says not found for what never came', async () => {
    const { resend } = await mailbox()
    const { data: sent } = await resend.emails.send(letter)

    const found = await resend.emails.get(sent?.id ?? '')
    const listed = await resend.emails.list({ limit: 1 })
    const absent = await resend.emails.get('00000000-0000-4000-8000-000000000000')

    expect(found.data).toMatchObject({ object: 'email', id: sent?.id, to: [letter.to], last_event: 'delivered' })
    expect(listed.data).toMatchObject({ object: 'list', has_more: false, data: [{ id: sent?.id }] })
    expect(absent.error).toMatchObject({ statusCode: 404, name: 'not_found' })
  })

  it('narrows by recipient, in any case and behind a name, newest first', async () => {
    const { app, resend } = await mailbox()
    await resend.emails.send({ ...letter, to: 'Anna <Anna@Customer.example>', subject: 'first' })
    await resend.emails.send({ ...letter, to: 'ben@customer.example', subject: 'other' })
    await resend.emails.send({ ...letter, subject: 'second' })

    const found = await delivered(app, 'anna@customer.example')

    expect(found.map(({ subject }) => subject)).toEqual(['second', 'first'])
  })

  it.each([
    ['no recipient', { to: undefined }, 'missing_required_field', /`to`/],
    ['an empty list of recipients', { to: [] }, 'validation_error', /`to`/],
    ['neither html nor text', { html: undefined, text: undefined }, 'missing_required_field', /`html` or `text`/],
    ['an address without a host', { to: 'anna@' }, 'validation_error', /`to`/],
    ['an address with a space', { to: 'an na@customer.example' }, 'validation_error', /`to`/],
    ['a sender without an address', { from: 'Plaudit' }, 'validation_error', /`from`/],
    ['a recipient that is a number', { to: 7 }, 'validation_error', /`to`/],
    ['a subject over two lines', { subject: 'a\nb' }, 'validation_error', /`subject`/],
    ['a tag with a space', { tags: [{ name: 'kind', value: 'a b' }] }, 'validation_error', /Tags/],
  ])('answers 422 to %s and delivers nothing', async (_what, change, name, message) => {
    const { app } = await mailbox()

    const answer = await app.inject({
      method: 'POST',
      url: '/emails',
      headers: { authorization: 'Bearer re_local' },
      payload: { ...letter, ...change },
    })

    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toEqual({ statusCode: 422, name, message: expect.stringMatching(message) })
    expect(await delivered(app)).toEqual([])
  })
})

describe('a batch', () => {
  const good = { ...letter, to: 'good@customer.example' }
  const bad = { ...letter, to: 'not an address' }

  it('is delivered whole, one id a letter in the order sent', async () => {
    const { app, resend } = await mailbox()

    const { data } = await resend.batch.send([letter, good])

    const ids = (await delivered(app)).map(({ id }) => id)
    expect(data?.data.map(({ id }) => id)).toEqual(ids.toReversed())
    expect(new Set(ids).size).toBe(2)
  })

  it('is refused whole for one bad letter, naming it', async () => {
    const { app, resend } = await mailbox()

    const { error } = await resend.batch.send([good, bad])

    expect(error).toMatchObject({
      statusCode: 422,
      name: 'validation_error',
      message: expect.stringContaining('Email 1'),
    })
    expect(await delivered(app)).toEqual([])
  })

  it('leaves out only the bad letters when asked to be permissive', async () => {
    const { app, resend } = await mailbox()

    const { data } = await resend.batch.send([bad, good], { batchValidation: 'permissive' })

    expect(data?.errors).toEqual([{ index: 0, message: expect.stringContaining('`to`') }])
    expect(data?.data).toHaveLength(1)
    expect(await delivered(app)).toMatchObject([{ to: ['good@customer.example'] }])
  })

  it('holds a hundred letters and not one more', async () => {
    const { app, resend } = await mailbox()

    const hundred = await resend.batch.send(Array.from({ length: 100 }, () => good))
    const more = await resend.batch.send(Array.from({ length: 101 }, () => good))

    expect(hundred.data?.data).toHaveLength(100)
    expect(more.error?.statusCode).toBe(422)
    expect(await delivered(app)).toHaveLength(100)
  })
})

describe('an idempotency key', () => {
  it('gives the same answer again without a second delivery', async () => {
    const { app, resend } = await mailbox()

    const first = await resend.emails.send(letter, { idempotencyKey: 'invitation/1' })
    const again = await resend.emails.send(letter, { idempotencyKey: 'invitation/1' })
    const other = await resend.emails.send(letter, { idempotencyKey: 'invitation/2' })

    expect(again.data).toEqual(first.data)
    expect(other.data?.id).not.toBe(first.data?.id)
    expect(await delivered(app)).toHaveLength(2)
  })

  it('answers 409 when the payload is another one', async () => {
    const { app, resend } = await mailbox()
    await resend.batch.send([letter], { idempotencyKey: 'wave/1' })

    const { error } = await resend.batch.send([{ ...letter, subject: 'Changed' }], { idempotencyKey: 'wave/1' })

    expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    expect(await delivered(app)).toHaveLength(1)
  })

  it('answers 409 while the first request is still under way, and is free again when that is given up', async () => {
    const { app, resend } = await mailbox()
    await plan(app, 'hang')
    const giveUp = new AbortController()
    const first = resend.emails.send(letter, { idempotencyKey: 'slow', signal: giveUp.signal })

    await expect
      .poll(async () => (await resend.emails.send(letter, { idempotencyKey: 'slow' })).error?.name)
      .toBe('concurrent_idempotent_requests')
    giveUp.abort()
    await first

    await expect.poll(async () => (await resend.emails.send(letter, { idempotencyKey: 'slow' })).error).toBeNull()
    expect(await delivered(app)).toHaveLength(1)
  })

  it('is refused when it is longer than 256 characters', async () => {
    const { resend } = await mailbox()

    const { error } = await resend.emails.send(letter, { idempotencyKey: 'k'.repeat(257) })

    expect(error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' })
  })

  it('still protects after a restart, even one that cut a line in half', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mailbox-')), 'mailbox.jsonl')
    const before = await mailbox(file)
    const first = await before.resend.emails.send(letter, { idempotencyKey: 'once' })
    await before.app.close()
    appendFileSync(file, '{"messages":[{"id":"ha')

    const after = await mailbox(file)
    const again = await after.resend.emails.send(letter, { idempotencyKey: 'once' })
    await after.resend.emails.send({ ...letter, subject: 'Later' })

    expect(again.data).toEqual(first.data)
    const last = await mailbox(file)
    expect((await delivered(last.app)).map(({ subject }) => subject)).toEqual(['Later', letter.subject])
  })

  it('outlives the mails when these are thrown away', async () => {
    const { app, resend } = await mailbox()
    await resend.emails.send(letter, { idempotencyKey: 'once' })

    await app.inject({ method: 'DELETE', url: '/messages' })
    await resend.emails.send(letter, { idempotencyKey: 'once' })

    expect(await delivered(app)).toEqual([])
  })
})

describe('a planned mishap', () => {
  it.each([
    ['429', 429, 'rate_limit_exceeded'],
    ['500', 500, 'internal_server_error'],
  ])('%s is answered as often as planned, then mail flows again', async (mode, statusCode, name) => {
    const { app, resend } = await mailbox()
    await plan(app, mode, 2)

    const answers = [
      await resend.emails.send(letter),
      await resend.emails.send(letter),
      await resend.emails.send(letter),
    ]

    expect(answers.map(({ error }) => error?.name)).toEqual([name, name, undefined])
    expect(answers[0]?.error?.statusCode).toBe(statusCode)
    expect(await delivered(app)).toHaveLength(1)
  })

  it('drop delivers without an answer, and the same key then learns what happened', async () => {
    const { app, resend } = await mailbox()
    await plan(app, 'drop')

    const lost = await resend.emails.send(letter, { idempotencyKey: 'lost' })
    const again = await resend.emails.send(letter, { idempotencyKey: 'lost' })

    expect(lost.error).toMatchObject({ statusCode: null, name: 'application_error' })
    expect(await delivered(app)).toMatchObject([{ id: again.data?.id }])
  })

  it('stall delivers and keeps the client waiting, and the same key learns what happened once that one is gone', async () => {
    const { app, resend } = await mailbox()
    await plan(app, 'stall')
    const gone = new AbortController()
    const first = resend.emails.send(letter, { idempotencyKey: 'stalled', signal: gone.signal })
    await expect.poll(() => delivered(app)).toHaveLength(1)

    const meanwhile = await resend.emails.send(letter, { idempotencyKey: 'stalled' })
    gone.abort()
    const lost = await first

    expect(meanwhile.error?.name).toBe('concurrent_idempotent_requests')
    expect(lost.error).toMatchObject({ statusCode: null, name: 'application_error' })
    await expect.poll(async () => (await resend.emails.send(letter, { idempotencyKey: 'stalled' })).error).toBeNull()
    const again = await resend.emails.send(letter, { idempotencyKey: 'stalled' })
    expect(await delivered(app)).toMatchObject([{ id: again.data?.id }])
  })
})
