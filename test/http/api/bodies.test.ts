import { beforeAll, describe, expect, it } from 'vitest'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
let id = ''

beforeAll(async () => {
  id = await portal(world()).open('bodies')
  await world().stopRelay()
  await world().stopWorker()
})

async function post(
  body: string | Buffer,
  contentType?: string,
  url = '/v1/engagements',
  method: 'POST' | 'PUT' = 'POST',
) {
  const before = await contentsOf(world().db)
  const headers = {
    authorization: `Bearer ${world().keys.operator}`,
    ...(contentType && { 'content-type': contentType }),
  }
  const answer = await world().app.inject({ method, url, headers, payload: body })
  expect(await contentsOf(world().db)).toEqual(before)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  return { status: answer.statusCode, problem: answer.json() }
}

const json = 'application/json'
const engagement = {
  program: 'fasttrack',
  partnerId: 'fabrikam',
  externalId: 'x',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}

describe('a body', () => {
  it.each([
    ['nothing', ''],
    ['half of it', '{"program":'],
    ['two values', '{}{}'],
    ['a comment', '{/* */}'],
    ['single quotes', "{'a':1}"],
    ['a prototype', '{"__proto__":{"admin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"x":1}}}'],
    ['NaN', '{"a":NaN}'],
  ])('that is no JSON, but %s, is refused', async (_, body) => {
    expect(await post(body, json)).toMatchObject({
      status: 400,
      problem: { type: 'urn:plaudit:problem:request.invalid' },
    })
  })

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded',
    'text/csv',
    'multipart/form-data',
    'image/png',
    'nonsense',
  ])('of type %s is not read where JSON is expected', async (type) => {
    const expected = {
      status: 415,
      problem: { type: 'urn:plaudit:problem:request.unsupported-type', status: 415, errors: [] },
    }

    expect(await post(JSON.stringify(engagement), type)).toMatchObject(expected)
    expect(await post(JSON.stringify([engagement]), type, '/v1/facts')).toMatchObject(expected)
  })

  it('without a type is not read', async () => {
    expect((await post(Buffer.from('{}'))).status).toBe(415)
  })

  it('is read as JSON in any character set that is UTF-8', async () => {
    const headers = { 'content-type': 'application/json; charset=UTF-8' }
    const body = JSON.stringify({ ...engagement, customer: { ...engagement.customer, name: 'Škoda Űr 株式会社' } })

    expect(await portal(world()).call('POST', '/v1/engagements', { body, headers })).toMatchObject({
      status: 201,
      body: { customer: { name: 'Škoda Űr 株式会社' } },
    })
  })

  it('that is too large is refused before it is read', async () => {
    const expected = { status: 413, problem: { type: 'urn:plaudit:problem:request.too-large', status: 413 } }

    expect(await post(`{"program":"${'x'.repeat(5 * 1024 * 1024)}"}`, json)).toMatchObject(expected)
  })

  it.each([
    ['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['21 lists', '['.repeat(21) + ']'.repeat(21)],
  ])('that nests %s without end is refused', async (_, body) => {
    expect(await post(body, json)).toMatchObject({
      status: 400,
      problem: { errors: [{ expected: 'at most 20 levels' }] },
    })
    const contacts = `[{"firstName":${body}}]`
    expect(await post(contacts, json, `/v1/engagements/${id}/contacts`, 'PUT')).toMatchObject({ status: 400 })
  })

  it.each([
    ['a NUL in a value', '{"customer":{"name":"a\\u0000b"}}', '/customer/name'],
    ['a NUL in a name', '{"customer":{"na\\u0000me":1}}', '/customer'],
    ['the first half of a pair', '{"customer":{"name":"\\ud83d"}}', '/customer/name'],
    ['the second half of a pair', '["x","\\ude00"]', '/1'],
  ])('with %s, which PostgreSQL cannot keep, is refused and the place named', async (_, body, field) => {
    expect(await post(body, json)).toMatchObject({ status: 400, problem: { errors: [{ field }] } })
  })

  it.each([
    ['at the top', '{"program":"a","program":"b"}', '/program'],
    ['in one of many', '{"customer":{"id":"a","name":"\\"}:{","id":"b"}}', '/id'],
    ['spelt in another way', '{"program":"a","pr\\u006fgram":"b"}', '/program'],
    ['in a list', '[{"a":{"b":1},"c":[{"b":1},{"b":2}],"a":2}]', '/a'],
  ])('with a name that stands twice is refused, and the name told: %s', async (_, body, field) => {
    expect(await post(body, json)).toMatchObject({
      status: 400,
      problem: { errors: [{ field, expected: 'each name once' }] },
    })
  })

  it.each(['ZZ', 'UK', 'EU', 'de', 'DEU'])('with a country that is none is refused: %s', async (country) => {
    const customer = { ...engagement.customer, country }

    expect(await post(JSON.stringify({ ...engagement, customer }), json)).toMatchObject({
      status: 400,
      problem: { errors: [{ field: '/customer/country' }] },
    })
  })

  it('with whole pairs is kept as it is', async () => {
    const body = JSON.stringify({
      ...engagement,
      externalId: 'pairs',
      customer: { ...engagement.customer, name: '😀 & Sons' },
    })
    const { body: made } = await portal(world()).call('POST', '/v1/engagements', {
      body,
      headers: { 'content-type': json },
    })

    expect(made.customer.name).toBe('😀 & Sons')
  })

  it.each([
    ['customer', { customer: { ...engagement.customer, name: 'Con\ntoso' } }, '/customer/name'],
    ['customer that is blank', { customer: { ...engagement.customer, name: '  ' } }, '/customer/name'],
    ['customer that is too long', { customer: { ...engagement.customer, name: 'x'.repeat(201) } }, '/customer/name'],
    ['subject', { subject: { ...engagement.subject, name: 'Ex\u0007change' } }, '/subject/name'],
    ['externalId', { externalId: 'a/b' }, '/externalId'],
    ['externalId that is too long', { externalId: 'x'.repeat(101) }, '/externalId'],
  ])('with a name of a %s that is no line of text is refused', async (_, change, field) => {
    expect(await post(JSON.stringify({ ...engagement, ...change }), json)).toMatchObject({
      status: 400,
      problem: { errors: [{ field }] },
    })
  })

  it('quotes little of what came, however much that was', async () => {
    const { problem } = await post(JSON.stringify({ ...engagement, program: 'x'.repeat(1_000_000) }), json)

    expect(problem.errors[0].field).toBe('/program')
    expect(JSON.stringify(problem).length).toBeLessThan(1_000)
  })
})

describe('an engagement', () => {
  it.each([
    [{ program: 'unheard-of' }, 422, 'program.unknown', '/program'],
    [{ subject: { kind: 'workload', name: 'Paint' } }, 422, 'engagement.subject-not-in-catalogue', '/subject/name'],
    [{ subject: { kind: 'project', name: 'Exchange' } }, 422, 'engagement.other-subject', '/subject/kind'],
  ])('[FT-03] that does not fit its program is refused: %j', async (change, status, code, field) => {
    expect(await post(JSON.stringify({ ...engagement, externalId: 'unfit', ...change }), json)).toMatchObject({
      status,
      problem: { type: `urn:plaudit:problem:${code}`, errors: [{ field }] },
    })
  })

  it('[FT-03] may name its subject in any case', async () => {
    const body = { ...engagement, externalId: 'case', subject: { kind: 'workload', name: 'MIGRATION services' } }

    expect((await portal(world()).call('POST', '/v1/engagements', { body })).body.subject.name).toBe(
      'migration services',
    )
  })
})

describe('an address that is none', () => {
  it.each([
    '/v1/engagements/%00',
    '/v1/engagements/a%2Fb',
    '/v1/partners/%00',
    '/v1/engagements/%F0%9F',
    '/v1/nothing',
    '/%',
    `/v1/engagements/${'x'.repeat(3_000)}`,
  ])('is refused: %s', async (url) => {
    const { status, body } = await portal(world()).call('GET', url)

    expect([400, 404, 414]).toContain(status)
    expect(body.status).toBe(status)
  })

  it('of a fact is refused like any other', async () => {
    const body = { type: 'completed', at: '2026-11-23T09:00:00Z', eventId: 'x' }

    expect((await portal(world()).call('POST', '/v1/engagements/%00/facts', { body })).status).toBe(400)
  })
})
