import { beforeAll, describe, expect, it } from 'vitest'
import { ada, dan, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf, countsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
})

const opening = {
  program: 'fasttrack',
  partnerId: 'fabrikam',
  externalId: 'first',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}
const payment = { type: 'payment', status: 'completed', at: '2026-11-23T09:00:00Z', eventId: 'paid' }
const ten = Array.from({ length: 10 }, (_, i) => i)

/** What a call writes, table by table. */
async function written(write: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const before = await countsOf(world().db)
  await write()
  const after = await countsOf(world().db)
  return Object.fromEntries(
    Object.entries(after).flatMap(([table, count]) =>
      count === before[table] ? [] : [[table, count - (before[table] ?? 0)]],
    ),
  )
}

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'a-key' }

  it('[MX-13] brings the same answer again and writes nothing, whatever happened meanwhile', async () => {
    const { call, open } = portal(world())
    const body = { ...opening, externalId: 'keyed' }
    const first = await call('POST', '/v1/engagements', { body, headers })
    await call('POST', `/v1/engagements/${first.body.id}/facts`, { body: payment })
    await open('another')
    const before = await contentsOf(world().db)

    expect(await call('POST', '/v1/engagements', { body, headers })).toEqual(first)
    expect(first.status).toBe(201)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it.each([
    ['another body', '/v1/engagements', { ...opening, externalId: 'other' }],
    ['another address', '/v1/engagements/eng_x/terminate', undefined],
  ])('cannot be used again for %s', async (_, url, body) => {
    const { call } = portal(world())
    await call('POST', '/v1/engagements', { body: { ...opening, externalId: 'keyed' }, headers })
    const before = await contentsOf(world().db)

    const answer = await call('POST', url, { ...(body && { body }), headers })

    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:plaudit:problem:idempotency.mismatch' } })
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[MX-13] writes once when ten requests come at once', async () => {
    const { call } = portal(world())
    const body = { ...opening, externalId: 'at once'.replace(' ', '-') }
    const own = { 'idempotency-key': 'ten' }
    let answers: readonly { status: number; body: object }[] = []

    const wrote = await written(async () => {
      answers = await Promise.all(ten.map(() => call('POST', '/v1/engagements', { body, headers: own })))
    })

    expect(wrote).toEqual({ engagements: 1, outbox: 1, audit: 1, idempotency: 1 })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
  })

  it('is free again after a request that was refused', async () => {
    const { call } = portal(world())
    const own = { 'idempotency-key': 'refused' }
    const body = { ...opening, externalId: 'refused', subject: { kind: 'workload', name: 'Paint' } }

    expect((await call('POST', '/v1/engagements', { body, headers: own })).status).toBe(422)
    const repaired = { ...body, subject: opening.subject }
    expect((await call('POST', '/v1/engagements', { body: repaired, headers: own })).status).toBe(201)
  })

  it('keeps an answer that PostgreSQL could not keep as a value, word for word', async () => {
    const { call, open } = portal(world())
    const id = await open('odd')
    const csv = `${Object.keys(ada).join()}\n${Object.values({ ...ada, firstName: `${'😀'.repeat(60)}\0` }).join()}\n`
    const own = { 'idempotency-key': 'odd', 'content-type': 'text/csv' }
    const first = await call('PUT', `/v1/engagements/${id}/contacts`, { body: csv, headers: own })

    expect(first).toMatchObject({ status: 200, body: { accepted: 0, rejected: [{ row: 1, field: 'firstName' }] } })
    expect(await call('PUT', `/v1/engagements/${id}/contacts`, { body: csv, headers: own })).toEqual(first)
  })

  it.each(['', 'x'.repeat(201)])('is refused when it is empty or endless', async (key) => {
    const { call } = portal(world())
    for (const url of ['/v1/engagements', '/v1/engagements/eng_x/facts', '/v1/engagements/eng_x/terminate']) {
      const answer = await call('POST', url, { body: opening, headers: { 'idempotency-key': key } })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: '/idempotency-key' }] } })
    }
  })
})

describe('an externalId', () => {
  it('[FT-02] that comes again with the same values is the same engagement', async () => {
    const { call } = portal(world())
    const first = await call('POST', '/v1/engagements', { body: opening })
    const before = await contentsOf(world().db)

    const again = await call('POST', '/v1/engagements', { body: opening })

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it.each([
    { customer: { ...opening.customer, name: 'Other' } },
    { customer: { ...opening.customer, id: 'other' } },
    { customer: { ...opening.customer, country: 'FR' } },
    { subject: { ...opening.subject, name: 'Teams' } },
    { subject: { ...opening.subject, delivery: 'remote' } },
  ])('that comes again with %j is refused', async (change) => {
    const { call } = portal(world())
    await call('POST', '/v1/engagements', { body: opening })
    const before = await contentsOf(world().db)

    const answer = await call('POST', '/v1/engagements', { body: { ...opening, ...change } })

    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:engagement.exists' } })
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[FT-02] is the partner’s own: another partner may use it for another engagement', async () => {
    const { call } = portal(world())
    const ours = await call('POST', '/v1/engagements', { body: opening })
    const body = { ...opening, partnerId: 'northwind' }
    const theirs = await call('POST', '/v1/engagements', { body, role: 'operator' })

    expect(theirs.status).toBe(201)
    expect(theirs.body.id).not.toBe(ours.body.id)
  })

  it('[MX-13] that comes ten times at once opens one engagement', async () => {
    const { call } = portal(world())
    const body = { ...opening, externalId: 'ten' }

    const wrote = await written(() => Promise.all(ten.map(() => call('POST', '/v1/engagements', { body }))))

    expect(wrote).toEqual({ engagements: 1, outbox: 1, audit: 1 })
  })
})

describe('an eventId', () => {
  it('[FT-01] that comes again with the same fact changes nothing, in whatever time zone it is written', async () => {
    const { call, open } = portal(world())
    const url = `/v1/engagements/${await open('events')}/facts`
    expect(await call('POST', url, { body: payment })).toEqual({ status: 202, body: { status: 'recorded' } })
    const before = await contentsOf(world().db)

    const again = await call('POST', url, { body: { ...payment, at: '2026-11-23T10:00:00.000+01:00' } })

    expect(again).toEqual({ status: 200, body: { status: 'repeated' } })
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it.each([{ status: 'reversed' }, { at: '2026-11-23T09:00:01Z' }, { type: 'completed', status: undefined }])(
    'that comes again with %j is refused',
    async (change) => {
      const { call, open } = portal(world())
      const url = `/v1/engagements/${await open(`conflict-${Object.keys(change).join('-')}`)}/facts`
      await call('POST', url, { body: payment })
      const before = await contentsOf(world().db)

      const answer = await call('POST', url, { body: { ...payment, ...change } })

      expect(answer).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:fact.conflict' } })
      expect(await contentsOf(world().db)).toEqual(before)
    },
  )

  it('[MX-13] that comes ten times at once is one fact', async () => {
    const { call, open } = portal(world())
    const url = `/v1/engagements/${await open('events-at-once')}/facts`

    const wrote = await written(() => Promise.all(ten.map(() => call('POST', url, { body: payment }))))

    expect(wrote).toEqual({ facts: 1, outbox: 1, audit: 1 })
  })
})

describe('contacts', () => {
  it('[MX-13] that are uploaded ten times at once are named once', async () => {
    const { open, name } = portal(world())
    const id = await open('contacts-at-once')

    const wrote = await written(() => Promise.all(ten.map(() => name(id, [ada, dan]))))

    expect(wrote).toEqual({ contacts: 2, invitations: 2, outbox: 1, audit: 1 })
  })
})
