import { connect } from 'node:net'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { type App, buildApp } from '../../../src/http/app.ts'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour', listen: true })
const open: { close: () => Promise<unknown> }[] = []

afterAll(async () => {
  for (const one of open) await one.close()
})

async function anotherApp({ ready = true, perMinute = 100_000, isAway = false } = {}): Promise<App> {
  const away = openDatabase('postgres://nobody:secret@127.0.0.1:1/nothing', { connections: 1 })
  const db = isAway ? away : world().db
  const config = {
    PUBLIC_URL: world().publicUrl,
    SURVEY_SECRET: 'a secret of another app altogether',
    DAY: '1 hour',
    REQUESTS_PER_MINUTE: perMinute,
    TEMPORAL_UI_URL: '',
  }
  const app = await buildApp({ db, log: pino({ level: 'silent' }), config, isReady: async () => ready })
  open.push(app, { close: () => away.destroy() })
  return app
}

type Operation = {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema?: { $ref?: string } }>> }>
  >
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1, and every route says what it does and how it refuses', async () => {
    const { openapi, paths, components } = (await world().app.inject({ url: '/docs/json' })).json()
    const routes = Object.entries<Readonly<Record<string, Operation>>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ route: `${method} ${path}`, operation })),
    )

    expect(openapi).toMatch(/^3\.1\./)
    expect(routes.length).toBeGreaterThan(20)
    for (const { route, operation } of routes) {
      expect({ route, summary: operation.summary }).toEqual({ route, summary: expect.stringMatching(/\w{3}/) })
      expect({ route, tags: operation.tags }).toEqual({ route, tags: [expect.stringMatching(/\w/)] })
      for (const status of ['4XX', 'default']) {
        const ref = operation.responses[status]?.content?.['application/problem+json']?.schema?.$ref
        expect({ route, status, ref }).toEqual({ route, status, ref: '#/components/schemas/Problem' })
      }
    }
    expect(components.schemas.Problem.properties).toMatchObject({
      type: {},
      title: {},
      status: {},
      detail: {},
      errors: {},
    })
  })

  it('can be looked at', async () => {
    const page = await world().app.inject({ url: '/docs/' })

    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('swagger-ui')
  })
})

describe('health', () => {
  it('is 200 while the process can serve, and 503 while it cannot', async () => {
    expect((await world().app.inject({ url: '/health/ready' })).statusCode).toBe(200)
    const app = await anotherApp({ ready: false })

    const answer = await app.inject({ url: '/health/ready' })

    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'unavailable' }])
    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200)
  })
})

describe('metrics', () => {
  it('[MX-04] count by route, program and stage, and hold no address, name, id or token', async () => {
    const { call, open: openOne, name, reachGates, mail, tokenIn } = portal(world())
    const id = await openOne('metrics')
    await name(id, [ada])
    await reachGates(id)
    const token = tokenIn(await mail(ada.email, 'two minutes'))
    await call('GET', `/v1/surveys/${token}?lang=de`)
    await call('GET', `/v1/nothing/${token}?email=${ada.email}`)
    await world().app.inject({ url: `/s/${token}` })

    const { body, headers } = await world().app.inject({ url: '/metrics' })

    expect(headers['content-type']).toMatch(/^text\/plain/)
    expect(body).toMatch(/plaudit_engagements\{program="fasttrack",stage="survey"\} 1/)
    expect(body).toContain('plaudit_outbox_facts 0')
    expect(body).toContain('route="/v1/surveys/:token"')
    for (const secret of [
      ada.email,
      ada.firstName,
      ada.lastName,
      'Contoso',
      'contoso',
      'fabrikam',
      id,
      token,
      token.split('.')[0] ?? token,
    ])
      expect(body).not.toContain(secret)
  })
})

describe('a caller who asks too often', () => {
  it('is told when to come back, in problem details, while health stays free', async () => {
    const app = await anotherApp({ perMinute: 2 })
    const ask = () => app.inject({ url: '/v1/surveys/x' })
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([404, 404])

    const answer = await ask()

    expect(answer.statusCode).toBe(429)
    expect(answer.json()).toMatchObject({ type: 'urn:plaudit:problem:request.too-frequent', status: 429 })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    for (const _ of [1, 2, 3]) expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200)
  })
})

describe('with the database away', () => {
  it('the API says that something is wrong, and not what', async () => {
    const app = await anotherApp({ isAway: true })

    const answer = await app.inject({ url: '/v1/programs', headers: { authorization: 'Bearer x' } })

    expect(answer.statusCode).toBe(500)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toEqual({
      type: 'urn:plaudit:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      detail: 'It was logged. Trying again is safe.',
      errors: [],
    })
  })
})

describe('over a real socket', () => {
  it('a client that sends its request byte by byte keeps nobody else waiting, and is answered in the end', async () => {
    const { hostname, port } = new URL(world().publicUrl)
    const body = JSON.stringify({ type: 'completed', at: '2026-11-23T09:00:00Z', eventId: 'slow' })
    const id = await portal(world()).open('slow')
    const socket = connect(Number(port), hostname)
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes.toString()
    })
    socket.write(
      `POST /v1/engagements/${id}/facts HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${world().keys.partner}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body.slice(0, 5)}`,
    )

    const others = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${world().publicUrl}/v1/programs`, { headers: { authorization: `Bearer ${world().keys.partner}` } }),
      ),
    )
    expect(others.map(({ status }) => status)).toEqual(Array<number>(20).fill(200))
    expect(received).toBe('')

    for (const byte of body.slice(5)) socket.write(byte)
    await expect.poll(() => received).toContain('HTTP/1.1 202')
    expect(received).toContain('"status":"recorded"')
    socket.destroy()
  })

  it('a client that goes away in the middle of its request leaves nothing behind', async () => {
    const { hostname, port } = new URL(world().publicUrl)
    const id = await portal(world()).open('gone')
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /v1/engagements/${id}/facts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\nauthorization: Bearer ${world().keys.partner}\r\n\r\n{"type":`,
    )
    socket.destroySoon()
    await new Promise((resolve) => socket.once('close', resolve))

    expect((await fetch(`${world().publicUrl}/health/ready`)).status).toBe(200)
    expect(await world().db.selectFrom('facts').selectAll().where('engagement_id', '=', id).execute()).toEqual([])
  })
})
