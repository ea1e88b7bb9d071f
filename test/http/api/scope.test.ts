import { beforeAll, describe, expect, it } from 'vitest'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
let theirs = ''
let ours = ''

const opening = {
  program: 'fasttrack',
  partnerId: 'northwind',
  externalId: 'theirs',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}
const fact = { type: 'payment', status: 'completed', at: '2026-11-23T09:00:00Z', eventId: 'other' }

beforeAll(async () => {
  const { call, open } = portal(world())
  theirs = (await call('POST', '/v1/engagements', { role: 'operator', body: opening })).body.id
  await call('PUT', `/v1/engagements/${theirs}/contacts`, { role: 'operator', body: [ada] })
  ours = await open('ours')
  await world().stopRelay()
  await world().stopWorker()
})

const calls = [
  ['psm', 'GET', '', undefined],
  ['psm', 'GET', '/letters', undefined],
  ['psm', 'GET', '/contacts', undefined],
  ['psm', 'PUT', '/contacts', [ada]],
  ['psm', 'POST', '/resend', undefined],
  ['partner', 'GET', '', undefined],
  ['partner', 'GET', '/letters', undefined],
  ['partner', 'GET', '/contacts', undefined],
  ['partner', 'PUT', '/contacts', [ada]],
  ['partner', 'POST', '/facts', fact],
  ['partner', 'POST', '/resend', undefined],
  ['partner', 'POST', '/terminate', undefined],
] as const

describe("another partner's engagement", () => {
  it.each(calls)(
    '[MX-09] is not there for a %s: %s …%s answers as for a missing one',
    async (role, method, path, body) => {
      const { call } = portal(world())
      const before = await contentsOf(world().db)

      const other = await call(method, `/v1/engagements/${theirs}${path}`, { role, ...(body && { body }) })
      const missing = await call(method, `/v1/engagements/eng_nothing${path}`, { role, ...(body && { body }) })

      expect(other.status).toBe(404)
      expect(JSON.stringify(other).replaceAll(theirs, 'eng_nothing')).toBe(JSON.stringify(missing))
      expect(await contentsOf(world().db)).toEqual(before)
    },
  )

  it('[MX-09] is in no list, not even one that asks for it', async () => {
    const { call } = portal(world())

    expect((await call('GET', '/v1/engagements')).body.engagements).toMatchObject([{ id: ours }])
    expect((await call('GET', '/v1/engagements?partnerId=northwind')).body).toEqual({ engagements: [], cursor: null })
    expect((await call('GET', '/v1/engagements', { role: 'owner' })).body.engagements).toHaveLength(2)
  })

  it('[MX-09] cannot be opened, and neither partner nor program rules tell whether it is there', async () => {
    const { call } = portal(world())
    const other = await call('POST', '/v1/engagements', { body: opening })
    const missing = await call('POST', '/v1/engagements', { body: { ...opening, partnerId: 'nobody' } })

    expect(other.status).toBe(404)
    expect(JSON.stringify(other).replaceAll('northwind', 'nobody')).toBe(JSON.stringify(missing))
  })

  it('[MX-09] gets no fact from a list of many either', async () => {
    const { call } = portal(world())
    const lines = [theirs, 'eng_nothing'].map((engagementId) => ({ ...fact, engagementId }))

    const { body } = await call('POST', '/v1/facts', { body: lines })

    expect(body.results).toMatchObject([{ status: 'refused' }, { status: 'refused' }])
    expect(JSON.stringify(body.results[0].problem).replaceAll(theirs, 'eng_nothing')).toBe(
      JSON.stringify(body.results[1].problem),
    )
  })
})

describe('another partner', () => {
  it('[MX-09] is not there', async () => {
    const { call } = portal(world())
    const other = await call('GET', '/v1/partners/northwind')
    const missing = await call('GET', '/v1/partners/nobody')

    expect(other.status).toBe(404)
    expect(JSON.stringify(other).replaceAll('northwind', 'nobody')).toBe(JSON.stringify(missing))
    expect((await call('GET', '/v1/partners')).body.partners).toMatchObject([{ id: 'fabrikam' }])
    expect((await call('GET', '/v1/partners', { role: 'owner' })).body.partners).toHaveLength(2)
  })
})

describe('an Idempotency-Key', () => {
  it('[MX-09] of one caller says nothing to another', async () => {
    const { call } = portal(world())
    const headers = { 'idempotency-key': 'shared' }
    const body = { ...opening, externalId: 'guarded' }
    await call('POST', '/v1/engagements', { role: 'operator', body, headers })

    expect((await call('POST', '/v1/engagements', { body, headers })).status).toBe(404)
  })
})
