import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/db/keys.ts'
import { gifts } from '../../support/gifts.ts'
import { person } from '../../support/ledger.ts'
import { digests, disguises, tracesOf } from '../../support/traces.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '2s' })
const form = { 'content-type': 'application/x-www-form-urlencoded' }

beforeAll(async () => {
  await gifts(world()).publish('gifted')
  await gifts(world()).publish('ended', { until: '2026-01-31' })
})

async function post(url: string, fields: Readonly<Record<string, string>>) {
  const payload = new URLSearchParams(fields).toString()
  const { statusCode, headers, body } = await world().app.inject({ method: 'POST', url, headers: form, payload })
  return { status: statusCode, location: headers.location, body }
}

describe('the gift', () => {
  it('[FT-11] is for who answered, once, and whatever they answered', async () => {
    const { asked, answer, choose, call, orderOf } = gifts(world())
    const both = [await asked('delighted'), await asked('annoyed')] as const
    const [first, second] = both
    const offer = async (token: string) => (await call('GET', `/v1/surveys/${token}/gift`)).body
    const page = async (token: string) =>
      (await world().app.inject(`/s/${token}/gift`)).body.replaceAll(token, 'the token')
    expect((await call('GET', `/v1/surveys/${first.token}`)).body.gift).toMatchObject({ state: 'offered', amount: 20 })
    expect(await choose(first.token)).toMatchObject({ status: 409, body: { type: /gift.unanswered$/ } })

    await answer(first.token, { overall: 4, recommend: 10, comment: 'wonderful' })
    await answer(second.token, { overall: 1, recommend: 0 })

    expect(await offer(first.token)).toEqual(await offer(second.token))
    expect(await page(first.token)).toBe(await page(second.token))
    for (const { token } of both) {
      expect(await choose(token, {})).toMatchObject({ status: 422, body: { errors: [{ field: '/attested' }] } })
      expect(await choose(token)).toEqual({ status: 201, body: { state: 'chosen' } })
      expect(await choose(token)).toEqual({ status: 200, body: { state: 'chosen' } })
      expect(await offer(token)).toMatchObject({ state: 'chosen' })
    }
    const data = async (name: string) => {
      const { id: _, contact_id: __, chosen_at: ___, due_at: ____, ...order } = (await orderOf(name)) ?? {}
      return { ...order, state: '', provider: '', attempts: 0 }
    }
    expect(await data('delighted')).toEqual(await data('annoyed'))
    const orders = await world().db.selectFrom('gift_orders').select('id').execute()
    expect(orders).toHaveLength(2)
  })

  it('[FT-11] is chosen once by who presses the button in two windows at a time', async () => {
    const { answered, choose } = gifts(world())
    const { token } = await answered('twice')

    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await choose(token)).status))

    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(4)
  })

  it('[FT-11] is sent by the operator, who closes the task about it, where no provider is set', async () => {
    const { answered, choose, untilState, operator } = gifts(world())
    const { token } = await answered('by-hand')
    await choose(token)
    const { id } = await untilState('by-hand', 'by-hand')
    const { tasks } = (await operator.call('GET', '/v1/tasks?kind=gift-to-send&open=true')).body
    const task = tasks.find(({ about }: { about: string }) => about === id)
    expect((await operator.call('GET', `/v1/gifts/${id}`)).body.recipient).toMatchObject({
      email: person('by-hand').email,
    })

    for (let i = 0; i < 2; i += 1) expect((await operator.call('POST', `/v1/tasks/${task.id}/close`)).status).toBe(200)

    await untilState('by-hand', 'ordered')
    expect((await operator.call('GET', `/v1/gifts/${id}`)).body).toMatchObject({ recipient: null, provider: 'manual' })
  })

  it('[FT-11] [MX-06] is offered on the page of the thanks and of the answered survey, and chosen by a form alone', async () => {
    const { answered, orderOf } = gifts(world())
    const { token } = await answered('reader')
    const url = `/s/${token}`
    for (const shown of [`${url}?thanks=1`, url, `${url}/gift`]) {
      const { body } = await world().app.inject(shown)
      expect(body).toContain('A thank-you for your time')
      expect(body).toContain('worth $20')
      expect(body).toContain(`action="${url}/gift"`)
    }
    const unattested = await post(`${url}/gift`, { language: 'en-US' })
    expect(unattested).toMatchObject({ status: 422, body: /Please confirm that you may accept/ })
    expect(await orderOf('reader')).toBeUndefined()

    expect(await post(`${url}/gift`, { language: 'de', attested: 'yes' })).toMatchObject({
      status: 303,
      location: `${url}/gift?lang=de`,
    })
    expect((await world().app.inject(`${url}/gift?lang=de`)).body).toContain('Ihre Geschenkkarte ist bestellt')
    const { body } = await world().app.inject(url)
    expect(body).toContain('Your gift card is ordered')
    expect(body).not.toContain('<button')
  })

  it('[FT-11] is in the letter of thanks, with a way to it, where it may be chosen', async () => {
    const { answered, mail } = gifts(world())
    const { token } = await answered('lettered')
    await answered('excluded-letter', { country: 'IT' })

    expect((await mail(person('lettered').email, 'Thank you')).text).toContain(`/s/${token}/gift`)
    expect((await mail(person('excluded-letter').email, 'Thank you')).text).not.toMatch(/gift/i)
  })

  it.each([
    ['ended', 'DE', 410, 'gift.over', 'The promotion has ended'],
    ['gifted', 'IT', 409, 'gift.not-offered', 'No gift card is available here'],
  ])('[FT-11] of %s in %s is not to be had: %i %s', async (program, country, status, code, words) => {
    const { answered, choose, orderOf } = gifts(world())
    const { token } = await answered(`late-${program}`, { program, country })

    expect(await choose(token)).toMatchObject({ status, body: { type: `urn:plaudit:problem:${code}` } })
    expect(await post(`/s/${token}/gift`, { attested: 'yes' })).toMatchObject({ status: 303 })

    expect((await world().app.inject(`/s/${token}/gift`)).body).toContain(words)
    expect((await world().app.inject(`/s/${token}?thanks=1`)).body).not.toMatch(/gift card|promotion/i)
    expect(await orderOf(`late-${program}`)).toBeUndefined()
  })

  it('[FT-11] [MX-09] changes nothing that a partner or success manager reads, and only owner and operator see what it costs', async () => {
    const { answered, choose, call, untilState } = gifts(world())
    const { id, token } = await answered('secret')
    const seen = async () => Promise.all((['partner', 'psm', 'delegate'] as const).map((role) => allSeenBy(role, id)))
    await world().workflow(id, 'gifted').result()
    await untilThanked(id)
    const before = await seen()

    await choose(token)
    const { id: order } = await untilState('secret', 'by-hand')

    expect(await seen()).toEqual(before)
    expect(JSON.stringify(before)).toContain('secret@contoso.example')
    for (const role of ['partner', 'psm', 'survey-manager', 'delegate'] as const) {
      expect((await call('GET', '/v1/programs/gifted/gifts', { role })).status).toBe(403)
      expect((await call('GET', `/v1/gifts/${order}`, { role })).status).toBe(403)
    }
    const { body } = await call('GET', '/v1/programs/gifted/gifts', { role: 'owner' })
    expect(body.gifts).toContainEqual(expect.objectContaining({ state: 'by-hand', currency: 'USD' }))
    expect(JSON.stringify(body)).not.toMatch(/ctc_|gft_|contoso/)
    expect((await call('GET', `/v1/gifts/${order}`, { role: 'owner' })).status).toBe(403)
  })

  it('[FT-11] is tied to no answer: an order leads to the contact alone, and nothing leads to an order', async () => {
    const links = await sql<{ link: string }>`
      select conrelid::regclass || ' -> ' || confrelid::regclass as link from pg_constraint
      where contype = 'f' and 'gift_orders'::regclass in (conrelid, confrelid)`.execute(world().db)
    const columns = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_name = 'gift_orders' and column_name ~ 'respon|answer|invit|engage|score|rating'
        or table_name <> 'gift_orders' and column_name ~ 'gift'`.execute(world().db)

    expect(links.rows).toEqual([{ link: 'gift_orders -> contacts' }])
    expect(columns.rows).toEqual([])
  })

  it('[MX-04] is exported, and parted from who is erased, with what was not sent yet', async () => {
    const { answered, choose, operator, untilState } = gifts(world())
    const { token } = await answered('forgotten')
    await choose(token)
    const { id } = await untilState('forgotten', 'by-hand')
    const { email } = person('forgotten')
    const exported = (await operator.call('POST', '/v1/people/export', { body: { email } })).body

    const { body } = await operator.call('POST', '/v1/people/erase', { body: { email } })

    expect(exported.gifts).toMatchObject([{ id, amount: 20, state: 'by-hand' }])
    expect(exported.tasks).toMatchObject([{ kind: 'gift-to-send', about: id, closedAt: null }])
    expect(body.rows).toMatchObject({ gifts: 1 })
    expect(await tracesOf(world().db, [...disguises(email), ...digests(email)])).toEqual([])
    const kept = (await operator.call('GET', `/v1/gifts/${id}`)).body
    expect(kept).toMatchObject({ state: 'failed', reason: 'erased', recipient: null })
    const open = (await operator.call('GET', '/v1/tasks?kind=gift-to-send&open=true')).body.tasks
    expect(open.map(({ about }: { about: string }) => about)).not.toContain(id)
    expect((await operator.call('POST', `/v1/gifts/${id}/resolve`, { body: { as: 'again' } })).status).toBe(409)
  })
})

/** All that a role reads about an engagement and its partner, over API and console. */
async function allSeenBy(role: Role, id: string): Promise<readonly unknown[]> {
  const { call } = gifts(world())
  const urls = [
    `/v1/engagements/${id}`,
    `/v1/engagements/${id}/letters`,
    `/v1/engagements/${id}/contacts`,
    `/v1/engagements/${id}/responses`,
    '/v1/engagements?program=gifted',
    '/v1/partners/fabrikam',
    '/v1/partners/fabrikam/results?program=gifted',
    '/v1/partners/fabrikam/standings/gifted?asOf=2027-01-01',
    ...(role === 'psm' ? ['/v1/tasks'] : []),
  ]
  const answers = []
  for (const url of urls) answers.push({ url, ...(await call('GET', url, { role })) })
  return answers
}

async function untilThanked(id: string): Promise<void> {
  const letters = world().db.selectFrom('letters').select('status').where('engagement_id', '=', id)
  const thanks = async () => (await letters.where('kind', '=', 'survey-thanks').executeTakeFirst())?.status
  await expect.poll(thanks, { timeout: 30_000 }).toBe('sent')
}
