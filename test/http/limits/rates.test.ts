import { setImmediate } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../../src/db/keys.ts'
import type { App } from '../../../src/http/app.ts'
import { formType } from '../../support/console.ts'
import { ada, dan } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { linksOf, namedOne, otherApps } from './another.ts'

const world = useWorld({ day: '1 hour' })
const another = otherApps(world)
let links: readonly string[] = []

beforeAll(async () => {
  const id = await namedOne(world(), 'rates', [ada, dan])
  links = await linksOf(world(), id)
  await world().stopRelay()
  await world().stopWorker()
})

const guesser = '203.0.113.7'
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

describe('thousands of made-up keys from one address', () => {
  it('are refused before they cost a query, with the time to come back, while every valid key is served', async () => {
    const { app, queries } = await another({ WRONG_KEYS_PER_MINUTE: 20 })
    const statuses = await burst(2_000, (i) =>
      app.inject({ url: '/v1/programs', headers: bearer(`made-up-${i}`), remoteAddress: guesser }),
    )

    expect(statuses).toEqual({ 401: 20, 429: 1_980 })
    expect(queries()).toBeLessThanOrEqual(21)
    const refused = await app.inject({ url: '/v1/programs', headers: bearer('one-more'), remoteAddress: guesser })
    expect(refused.json()).toMatchObject({ type: 'urn:plaudit:problem:request.too-frequent', status: 429 })
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)

    const headers = bearer(world().keys.partner)
    expect((await app.inject({ url: '/v1/programs', headers, remoteAddress: '198.51.100.1' })).statusCode).toBe(200)
    expect((await app.inject({ url: '/v1/programs', headers, remoteAddress: guesser })).statusCode).toBe(200)
    const first = bearer(world().keys.psm) // never seen by this app
    expect((await app.inject({ url: '/v1/programs', headers: first, remoteAddress: guesser })).statusCode).toBe(200)
    expect(
      (await app.inject({ url: '/v1/programs', headers: bearer('x'), remoteAddress: '198.51.100.2' })).statusCode,
    ).toBe(401)
  })

  it('count together with wrong keys at the sign-in of the console, which says so on its page', async () => {
    const { app, queries } = await another({ WRONG_KEYS_PER_MINUTE: 5 })
    const signIn = (key: string, remoteAddress = guesser) =>
      app.inject({
        method: 'POST',
        url: '/console/sign-in',
        remoteAddress,
        headers: formType,
        payload: new URLSearchParams({ key }).toString(),
      })

    expect(await burst(500, (i) => signIn(`made-up-${i}`))).toEqual({ 401: 5, 429: 495 })
    expect(queries()).toBeLessThanOrEqual(6)
    const refused = await signIn('one more')
    expect(refused.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(refused.body).toContain('<h1>Too many requests</h1>')
    expect((await signIn(world().keys.owner)).statusCode).toBe(303)
    expect((await signIn('x', '198.51.100.3')).statusCode).toBe(401)
    expect((await app.inject({ url: '/v1/programs', headers: bearer('x'), remoteAddress: guesser })).statusCode).toBe(
      429,
    )
  })

  it('are told from a key that was just made, and from one that was just removed', async () => {
    const { app } = await another({ WRONG_KEYS_PER_MINUTE: 1 })
    const ask = (key: string) => app.inject({ url: '/v1/programs', headers: bearer(key), remoteAddress: guesser })
    await burst(5, () => ask('made-up'))
    const { db } = world()
    const made = await createKey(db, { role: 'owner', partnerIds: [] })
    const elsewhere = await app.inject({
      url: '/v1/programs',
      headers: bearer(made.key),
      remoteAddress: '198.51.100.4',
    })
    expect(elsewhere.statusCode).toBe(200)
    expect((await ask(made.key)).statusCode).toBe(200)

    await db.deleteFrom('keys').where('id', '=', made.id).execute()

    expect((await ask(made.key)).statusCode).toBe(401)
  })
})

describe('thousands of made-up survey links from one address', () => {
  it('are refused with a page in the language of the reader or with a problem, while right links are served', async () => {
    const { app, queries } = await another({ WRONG_KEYS_PER_MINUTE: 20 })
    const look = (url: string, remoteAddress = guesser) =>
      app.inject({ url, remoteAddress, headers: { 'accept-language': 'he, en;q=0.5' } })

    expect(await burst(1_000, (i) => look(i % 2 ? `/s/inv_${i}.x` : `/v1/surveys/inv_${i}.x`))).toEqual({
      404: 20,
      429: 980,
    })
    expect(queries()).toBe(0)
    const page = await look('/s/inv_1.x')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('<html lang="he" dir="rtl">')
    expect(page.body).toContain('<h1>יותר מדי בקשות מהרשת שלכם</h1>')
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
    expect((await look('/v1/surveys/x')).json()).toMatchObject({ status: 429 })
    expect((await look(`/s/${links[0]}`)).statusCode).toBe(200)
    expect((await look(`/v1/surveys/${links[1]}`)).statusCode).toBe(200)
    expect((await look('/s/inv_1.x', '198.51.100.5')).statusCode).toBe(404)
  })
})

describe('a key', () => {
  it('is limited for itself, wherever it is used from', async () => {
    const { app } = await another({ REQUESTS_PER_MINUTE: 5 })
    const ask = (key: string, i: number) =>
      app.inject({ url: '/v1/programs', headers: bearer(key), remoteAddress: `198.51.100.${i}` })

    expect(await burst(8, (i) => ask(world().keys.partner, i))).toEqual({ 200: 5, 429: 3 })
    expect(await burst(5, () => ask(world().keys.psm, 1))).toEqual({ 200: 5 })
  })

  it('is limited in the console like over the API', async () => {
    const { app } = await another({ REQUESTS_PER_MINUTE: 5 })
    const payload = new URLSearchParams({ key: world().keys.partner }).toString()
    const signedIn = await app.inject({ method: 'POST', url: '/console/sign-in', headers: formType, payload })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
    const look = (i: number) => app.inject({ url: '/console', headers: { cookie }, remoteAddress: `198.51.100.${i}` })

    expect(await burst(8, look)).toEqual({ 200: 5, 429: 3 })
    const headers = bearer(world().keys.partner)
    expect((await app.inject({ url: '/v1/programs', headers })).statusCode).toBe(429)
    expect((await app.inject({ url: '/console', headers: { cookie: 'plaudit_console=key_x.1.y' } })).statusCode).toBe(
      303,
    )
  })
})

describe('an address without a key', () => {
  it.each([
    ['/v1/programs', 401],
    ['/s/x', 404],
    ['/nothing', 404],
    ['/docs/json', 200],
    ['/console', 303],
    ['/metrics', 200],
  ])('is limited at %s, while others are served and health is free', async (url, usual) => {
    const { app } = await another({ REQUESTS_PER_MINUTE: 3 })
    const ask = (remoteAddress: string) => app.inject({ url, remoteAddress })

    expect(await burst(5, () => ask(guesser))).toEqual({ [usual]: 3, 429: 2 })
    expect((await ask('198.51.100.6')).statusCode).toBe(usual)
    expect(await burst(5, () => app.inject({ url: '/health/ready', remoteAddress: guesser }))).toEqual({ 200: 5 })
  })

  it('is a whole network of IPv6, and is not what a client says it is', async () => {
    const { app } = await another({ REQUESTS_PER_MINUTE: 3 })
    const neighbours = (i: number) => app.inject({ url: '/s/x', remoteAddress: `2001:db8:1:2::${i + 1}` })
    const liar = (i: number) =>
      app.inject({ url: '/s/x', remoteAddress: guesser, headers: { 'x-forwarded-for': `198.51.100.${i}` } })

    expect(await burst(5, neighbours)).toEqual({ 404: 3, 429: 2 })
    expect(await burst(5, liar)).toEqual({ 404: 3, 429: 2 })
  })

  it('is who a proxy we trust says it is', async () => {
    const { app } = await another({ REQUESTS_PER_MINUTE: 3, TRUSTED_PROXIES: '10.0.0.1' })
    const ask = (client: string) =>
      app.inject({ url: '/s/x', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': client } })

    expect(await burst(5, () => ask(guesser))).toEqual({ 404: 3, 429: 2 })
    expect((await ask('198.51.100.7')).statusCode).toBe(404)
  })
})

describe('a survey link', () => {
  it('sends so many forms and answers a minute, from wherever, while it can be looked at and others send', async () => {
    const { app } = await another({ ANSWERS_PER_MINUTE: 4 })
    const send = (link: string, i: number) => sendForm(app, link, i)

    expect(await burst(6, (i) => send(links[0] ?? '', i))).toEqual({ 422: 4, 429: 2 })
    const answer = { method: 'POST', url: `/v1/surveys/${links[0]}/responses`, payload: { answers: {} } } as const
    expect((await app.inject(answer)).json()).toMatchObject({ status: 429 })
    expect((await app.inject({ url: `/s/${links[0]}` })).statusCode).toBe(200)
    expect((await send(links[1] ?? '', 1)).statusCode).toBe(422)
  })
})

/** A form without the one answer that is needed. */
async function sendForm(app: App, link: string, i: number) {
  return app.inject({
    method: 'POST',
    url: `/s/${link}`,
    headers: formType,
    payload: 'language=de',
    remoteAddress: `198.51.100.${i}`,
  })
}

/** Asks so many times without waiting for answers, one after the other as from a network. @returns how often each status was answered */
async function burst(
  count: number,
  ask: (i: number) => PromiseLike<{ readonly statusCode: number }>,
): Promise<Readonly<Record<number, number>>> {
  const asked: PromiseLike<{ readonly statusCode: number }>[] = []
  for (let i = 0; i < count; i += 1) {
    asked.push(ask(i))
    await setImmediate()
  }
  const statuses: Record<number, number> = {}
  for (const { statusCode } of await Promise.all(asked)) statuses[statusCode] = (statuses[statusCode] ?? 0) + 1
  return statuses
}
