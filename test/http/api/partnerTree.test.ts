import { beforeAll, describe, expect, it } from 'vitest'
import { createKey, type Role } from '../../../src/db/keys.ts'
import { audited } from '../../support/audit.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const engagements: Record<string, string> = {}

/** Tailspin: two memberships, one of which has two locations. */
const tree = [
  { id: 'tailspin', level: 'global' },
  { id: 'tailspin-de', level: 'membership', parentId: 'tailspin', countryId: '4711' },
  { id: 'tailspin-fr', level: 'membership', parentId: 'tailspin' },
  { id: 'tailspin-berlin', level: 'location', parentId: 'tailspin-de' },
  { id: 'tailspin-kiel', level: 'location', parentId: 'tailspin-de' },
]

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
  for (const partner of tree) {
    await add(partner)
    const body = { ...opening, partnerId: partner.id, externalId: partner.id }
    engagements[partner.id] = (await asOperator('POST', '/v1/engagements', body)).body.id
  }
})

const opening = {
  program: 'fasttrack',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}

async function asOperator(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) {
  return portal(world()).call(method, url, { role: 'operator', ...(body && { body }) })
}

async function add(partner: object) {
  return asOperator('POST', '/v1/partners', { name: 'Tailspin', country: 'DE', ...partner })
}

async function keyFor(partnerId: string, role: Role = 'partner') {
  const { key } = await createKey(world().db, { role, partnerIds: [partnerId] })
  return { authorization: `Bearer ${key}` }
}

describe('a partner tree', () => {
  it('[CI-13] is read from any partner down, with the ids of the countries', async () => {
    const { body } = await asOperator('GET', '/v1/partners/tailspin/tree')

    expect(body).toMatchObject({
      id: 'tailspin',
      level: 'global',
      children: [
        {
          id: 'tailspin-de',
          countryId: '4711',
          children: [
            { id: 'tailspin-berlin', level: 'location', children: [] },
            { id: 'tailspin-kiel', level: 'location', children: [] },
          ],
        },
        { id: 'tailspin-fr', children: [] },
      ],
    })
    expect((await asOperator('GET', '/v1/partners/tailspin-berlin/tree')).body).toMatchObject({ children: [] })
    expect((await asOperator('GET', '/v1/partners/nobody/tree')).status).toBe(404)
  })

  it.each([
    ['location', 'tailspin', 422],
    ['location', 'tailspin-kiel', 422],
    ['membership', 'tailspin-de', 422],
    ['membership', 'tailspin-kiel', 422],
    ['global', 'tailspin', 422],
    ['location', 'nobody', 400],
  ])('[CI-13] has no %s below %s', async (level, parentId, status) => {
    const before = await contentsOf(world().db)

    const added = await add({ id: 'misplaced', level, parentId })

    expect(added).toMatchObject({ status, body: { errors: [{ field: '/parentId', got: parentId }] } })
    expect(await contentsOf(world().db)).toEqual(before)
  })
})

describe('a key', () => {
  it.each([
    ['tailspin', ['tailspin', 'tailspin-berlin', 'tailspin-de', 'tailspin-fr', 'tailspin-kiel']],
    ['tailspin-de', ['tailspin-berlin', 'tailspin-de', 'tailspin-kiel']],
    ['tailspin-fr', ['tailspin-fr']],
    ['tailspin-kiel', ['tailspin-kiel']],
  ])('[CI-13] for %s acts for %j and for nobody else', async (partnerId, partners) => {
    const { call } = portal(world())
    const headers = await keyFor(partnerId)

    const { body } = await call('GET', '/v1/partners', { headers })

    expect(body.partners.map(({ id }: { id: string }) => id)).toEqual(partners)
    for (const { id } of tree) {
      const status = partners.includes(id) ? 200 : 404
      expect((await call('GET', `/v1/engagements/${engagements[id]}`, { headers })).status).toBe(status)
      expect((await call('GET', `/v1/partners/${id}/tree`, { headers })).status).toBe(status)
      const list = await call('GET', `/v1/engagements?partnerId=${id}`, { headers })
      expect(list.body.engagements).toHaveLength(status === 200 ? 1 : 0)
    }
  })

  it('[CI-13] for a membership opens engagements of its locations, one for a location none of its membership', async () => {
    const { call } = portal(world())
    const open = async (keyed: string, partnerId: string) => {
      const body = { ...opening, partnerId, externalId: `${keyed} for ${partnerId}`.replaceAll(' ', '.') }
      return (await call('POST', '/v1/engagements', { headers: await keyFor(keyed), body })).status
    }

    expect(await open('tailspin-de', 'tailspin-kiel')).toBe(201)
    expect(await open('tailspin-kiel', 'tailspin-de')).toBe(404)
    expect(await open('tailspin-kiel', 'tailspin-berlin')).toBe(404)
    expect(await open('tailspin-fr', 'tailspin-kiel')).toBe(404)
  })

  it('[PV-03] that a membership granted to acts for its locations as long as they belong to it', async () => {
    const { call } = portal(world())
    const { id, key } = await createKey(world().db, { role: 'delegate', partnerIds: [] })
    const headers = { authorization: `Bearer ${key}` }
    const sees = async () =>
      (await call('GET', `/v1/engagements/${engagements['tailspin-berlin']}`, { headers })).status
    await call('PUT', `/v1/partners/tailspin-de/grants/${id}`, { headers: await keyFor('tailspin-de') })
    expect(await sees()).toBe(200)

    expect((await asOperator('PATCH', '/v1/partners/tailspin-berlin', { parentId: 'tailspin-fr' })).status).toBe(200)
    expect(await sees()).toBe(404)
    await asOperator('PATCH', '/v1/partners/tailspin-berlin', { parentId: 'tailspin-de' })
  })
})

describe('a change of a partner', () => {
  it('[MX-10] changes what it names, takes away what is null and leaves the rest; the audit says what, and no value', async () => {
    const psm = { name: 'Ivo Sand', email: 'ivo@plaudit.example' }
    const changed = { name: 'Northwind Traders', timeZone: 'Europe/Berlin', language: 'de', psm }

    const first = await asOperator('PATCH', '/v1/partners/northwind', changed)
    expect(first).toMatchObject({
      status: 200,
      body: { ...changed, email: 'projects@northwind.example', country: 'DE' },
    })
    const second = await asOperator('PATCH', '/v1/partners/northwind', { email: null, psm: null, language: null })
    expect(second.body).toEqual({
      id: 'northwind',
      name: 'Northwind Traders',
      country: 'DE',
      level: 'membership',
      timeZone: 'Europe/Berlin',
    })

    const audit = await audited(world().db, 'partner.changed')
    const ours = audit.filter(({ about }) => about['partner'] === 'northwind')
    expect(ours.map(({ about }) => about['changed'])).toEqual([
      ['name', 'psm_id', 'psm_name', 'psm_email', 'time_zone', 'language'],
      ['email', 'psm_id', 'psm_name', 'psm_email', 'language'],
    ])
    expect(JSON.stringify(audit)).not.toMatch(/ivo|Traders/)
  })

  it.each([
    ['no change at all', {}, 400],
    ['another id', { id: 'other' }, 400],
    ['another level', { level: 'global' }, 400],
    ['a name that is nothing', { name: null }, 400],
    ['a place without time', { timeZone: 'Europe/Atlantis' }, 400],
    ['a parent of its own level', { parentId: 'fabrikam' }, 422],
    ['itself as its parent', { parentId: 'northwind' }, 422],
  ])('[CI-13] is refused with %s, and nothing is written', async (_what, body, status) => {
    const before = await contentsOf(world().db)

    expect((await asOperator('PATCH', '/v1/partners/northwind', body)).status).toBe(status)
    expect((await asOperator('PATCH', '/v1/partners/nobody', { name: 'N' })).status).toBe(404)

    expect(await contentsOf(world().db)).toEqual(before)
  })
})
