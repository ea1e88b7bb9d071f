import { beforeAll, describe, expect, it } from 'vitest'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
let id = ''

beforeAll(async () => {
  id = await portal(world()).open('bad')
  await world().stopRelay()
  await world().stopWorker()
})

const event = { at: '2026-11-23T09:00:00Z', eventId: 'one' }
const psm = { id: 'psm-nora', name: 'Nora', email: 'nora@plaudit.example' }
const partner = { id: 'p', name: 'P', country: 'DE', email: 'p@x.example', psm, parentId: 'fabrikam' }
const engagement = {
  program: 'fasttrack',
  partnerId: 'fabrikam',
  externalId: 'x',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange', delivery: 'remote' },
}
const { texts: _, ...program } = { ...fasttrack, version: 99 }

/** A body that fits, for every route that takes one, and the fields it may go without. */
const bodies = [
  ['/v1/partners', partner, ['/email', '/psm', '/psm/id', '/parentId']],
  ['/v1/keys', { role: 'partner', partnerIds: ['fabrikam'] }, ['/partnerIds']],
  ['/v1/engagements', engagement, ['/subject/delivery']],
  ['/v1/engagements/:id/facts', { type: 'milestone', percent: 10, ...event }, []],
  ['/v1/engagements/:id/facts', { type: 'payment', status: 'completed', ...event }, []],
  ['/v1/engagements/:id/facts', { type: 'completed', ...event }, []],
  ['/v1/engagements/:id/facts', { type: 'terminated', ...event }, []],
  [
    '/v1/programs',
    { ...program, texts: { 'en-US': { a: 'b' } } },
    [
      '/opensOn/0/percent',
      '/contacts/email',
      '/survey/thanks',
      '/brand',
      '/gift',
      '/gift/publicSector',
      '/texts/en-US',
    ],
  ],
  [
    '/v1/surveys/t/responses',
    { answers: { overall: 4 }, language: 'de', review: { publish: false } },
    ['/language', '/review', '/answers/overall'],
  ],
] as const

type Case = { readonly url: string; readonly field: string; readonly fault: string; readonly body: unknown }

const cases = bodies.flatMap(([url, body, optional]) => casesOf(url, body, optional))

function casesOf(url: string, body: object, optional: readonly string[]): readonly Case[] {
  const fields = pathsOf(body)
  const missing = fields.filter(
    (field) => !optional.some((one) => one === field) && !/\/\d+$/.test(field) && !/^\/texts\/.*\//.test(field),
  )
  const objects = ['', ...fields].filter((field) => isPlain(at(body, field)) && !/^\/(answers|texts\/.*)$/.test(field))
  return [
    ...fields.map((field) => ({ url, field, fault: 'null', body: replaced(body, field, null) })),
    ...fields.map((field) => ({ url, field, fault: 'of another type', body: replaced(body, field, [{}, 1]) })),
    ...missing.map((field) => ({ url, field, fault: 'missing', body: replaced(body, field, undefined) })),
    ...objects.map((object) => ({
      url,
      field: `${object}/unknown`,
      fault: 'unknown',
      body: replaced(body, `${object}/unknown`, 1),
    })),
    ...['null', '[]', '5', '"text"', 'true'].map((text) => ({ url, field: '', fault: text, body: JSON.parse(text) })),
  ].filter(({ fault, field }) => !(fault === 'null' && field === '/answers/overall'))
}

describe('a field that does not fit', () => {
  it.each(cases)('of $url is named: $field when it is $fault', async ({ url, field, body }) => {
    const before = await contentsOf(world().db)

    const answer = await portal(world()).call('POST', url.replace(':id', id), {
      role: 'operator',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:plaudit:problem:request.invalid', status: 400 } })
    const named = answer.body.errors.map((error: { field: string }) => error.field)
    expect(named.some((one: string) => one === (field || '/') || one === '/type' || one.startsWith(`${field}/`))).toBe(
      true,
    )
    for (const error of answer.body.errors)
      expect(error).toEqual({ field: expect.any(String), expected: expect.stringMatching(/\w/), got: error.got })
    expect(await contentsOf(world().db)).toEqual(before)
  })
})

describe('a value that cannot be', () => {
  const facts = () => `/v1/engagements/${id}/facts`

  it.each([
    '2026-02-30T09:00:00Z',
    '2025-02-29T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-00-10T09:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T09:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-01-01T09:00:00',
    '2026-01-01',
    '2026-01-01T09:00Z',
    '1767258000',
    '2026-01-01T09:00:00Z[Europe/Berlin]',
    '2026-01-01T09:00:00+25:00',
    '+012026-01-01T09:00:00Z',
    '2026-01-01 09:00:00Z',
    '',
    'yesterday',
    '2026-01-01T09:00:00.Z',
    'x'.repeat(100_000),
  ])('is not an instant: %j', async (at) => {
    const answer = await portal(world()).call('POST', facts(), { body: { type: 'completed', eventId: 'e', at } })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: '/at' }] } })
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000)
  })

  it.each(['0001-01-01T00:00:00Z', '2024-02-29T09:00:00+14:00', '2026-01-01T09:00:00.123456789Z'])(
    'is not %s, which is one',
    async (at) => {
      const body = { type: 'completed', eventId: `e-${at.length}-${at.slice(0, 4)}`, at }

      expect((await portal(world()).call('POST', facts(), { body })).status).toBe(202)
    },
  )

  it('is not a fact that happens more than a day from now, alone or among many', async () => {
    const fact = { type: 'completed', eventId: 'future' }
    const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const before = await contentsOf(world().db)
    const alone = await portal(world()).call('POST', facts(), { body: { ...fact, at: ahead(25) } })
    const among = await portal(world()).call('POST', '/v1/facts', {
      body: [{ ...fact, at: '9999-12-31T23:59:59.999Z', engagementId: id }],
    })

    const problem = { type: 'urn:plaudit:problem:fact.in-future', status: 422, errors: [{ field: '/at' }] }
    expect(alone).toMatchObject({ status: 422, body: problem })
    expect(among).toMatchObject({ status: 200, body: { results: [{ line: 1, status: 'refused', problem }] } })
    expect(await contentsOf(world().db)).toEqual(before)
    expect((await portal(world()).call('POST', facts(), { body: { ...fact, at: ahead(23) } })).status).toBe(202)
  })

  it.each(['-1', '100.01', '1e999', '"10"', 'null', '1e400', '-1e-400x'])(
    'is not a percentage: %s',
    async (percent) => {
      const body = `{"type":"milestone","eventId":"p","at":"2026-11-23T09:00:00Z","percent":${percent}}`
      const answer = await portal(world()).call('POST', facts(), {
        body,
        headers: { 'content-type': 'application/json' },
      })

      expect(answer.status).toBe(400)
    },
  )

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=ten', '/limit'],
    ['stage=open', '/stage'],
    ['colour=red', '/colour'],
    ['stage=gates&stage=survey', '/stage'],
    ['partnerId=%00', '/partnerId'],
    ['cursor=', '/cursor'],
    ['cursor=abc', '/cursor'],
    ['cursor=%00', '/cursor'],
    [`cursor=${'x'.repeat(301)}`, '/cursor'],
    [`cursor=${garbage('2026-02-30T00:00:00.000Z x y')}`, '/cursor'],
    [`cursor=${garbage('-100000-01-01T00:00:00.000Z eng_x')}`, '/cursor'],
    [`cursor=${garbage('2026-01-01T00:00:00.000Z a\0b')}`, '/cursor'],
  ])('is refused in the query: %s', async (query, field) => {
    const answer = await portal(world()).call('GET', `/v1/engagements?${query}`)

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })
})

function garbage(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every field below a value, as JSON pointers. */
function pathsOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path]
  const inner = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined)
  return [...(path === '' ? [] : [path]), ...inner.flatMap(([key, one]) => pathsOf(one, `${path}/${key}`))]
}

function at(value: unknown, path: string): unknown {
  let found = value
  for (const key of path.split('/').slice(1)) found = new Map(Object.entries(Object(found))).get(key)
  return found
}

/** The value with one field replaced, or left out when the replacement is undefined. */
function replaced(value: unknown, path: string, replacement: unknown): unknown {
  const [, key = '', ...rest] = path.split('/')
  const inner = rest.length === 0 ? replacement : replaced(at(value, `/${key}`), `/${rest.join('/')}`, replacement)
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? inner : one))
  return { ...Object(value), [key]: inner }
}
