import { beforeAll, describe, expect, it } from 'vitest'
import { addGrant } from '../../../src/db/grants.ts'
import { createKey, type Role } from '../../../src/db/keys.ts'
import { visitor } from '../../support/console.ts'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const { get, post } = visitor(world)
let delegate = { id: '', key: '' }
let ours = ''
let theirs = ''

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
  delegate = await createKey(world().db, { role: 'delegate', partnerIds: [] })
  ours = await portal(world()).open('ours')
  const theirOwn = { ...opening, partnerId: 'northwind', externalId: 'theirs' }
  theirs = (await portal(world()).call('POST', '/v1/engagements', { role: 'operator', body: theirOwn })).body.id
})

const opening = {
  program: 'fasttrack',
  partnerId: 'fabrikam',
  externalId: 'delegated',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}

async function asDelegate(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) {
  const headers = { authorization: `Bearer ${delegate.key}` }
  return portal(world()).call(method, url, { headers, ...(body && { body }) })
}

async function grant(method: 'PUT' | 'DELETE', partnerId = 'fabrikam', role: Role = 'partner') {
  return portal(world()).call(method, `/v1/partners/${partnerId}/grants/${delegate.id}`, { role })
}

describe('a delegated administrator', () => {
  it('[PV-03] acts for nobody until it is granted, from that moment for exactly who granted it, and no longer once it is taken back', async () => {
    expect((await asDelegate('GET', '/v1/partners')).body.partners).toEqual([])
    expect((await asDelegate('POST', '/v1/engagements', opening)).status).toBe(404)
    expect((await get(`/console/engagements/${ours}`, delegate.key)).status).toBe(404)

    expect((await grant('PUT')).status).toBe(201)
    expect((await asDelegate('GET', '/v1/partners')).body.partners).toMatchObject([{ id: 'fabrikam' }])
    expect((await asDelegate('POST', '/v1/engagements', opening)).status).toBe(201)
    expect((await asDelegate('PUT', `/v1/engagements/${ours}/contacts`, [ada])).body).toMatchObject({ accepted: 1 })
    expect((await asDelegate('GET', `/v1/engagements/${theirs}`)).status).toBe(404)
    expect((await asDelegate('POST', '/v1/engagements', { ...opening, partnerId: 'northwind' })).status).toBe(404)
    const page = await get(`/console/engagements/${ours}`, delegate.key)
    expect(page.body).toContain('Terminate the engagement')

    expect((await grant('DELETE')).status).toBe(200)
    expect((await asDelegate('GET', `/v1/engagements/${ours}`)).status).toBe(404)
    expect((await get(`/console/engagements/${ours}`, delegate.key)).status).toBe(404)
    expect((await post(`/console/engagements/${ours}/terminate`, delegate.key)).status).toBe(404)
  })

  it('[PV-03] acts for several that granted it, each of which takes back its own alone', async () => {
    await grant('PUT', 'fabrikam')
    await grant('PUT', 'northwind', 'operator')
    expect((await asDelegate('GET', '/v1/partners')).body.partners).toHaveLength(2)

    expect((await grant('DELETE', 'northwind')).status).toBe(404)
    expect((await asDelegate('GET', '/v1/partners')).body.partners).toHaveLength(2)
    await grant('DELETE', 'fabrikam')
    expect((await asDelegate('GET', '/v1/partners')).body.partners).toMatchObject([{ id: 'northwind' }])
    await grant('DELETE', 'northwind', 'operator')
  })

  it('[PV-03] can grant nothing, not even for whom it acts', async () => {
    await grant('PUT')
    const before = await contentsOf(world().db)

    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const path = method === 'GET' ? '' : `/${delegate.id}`
      expect((await asDelegate(method, `/v1/partners/fabrikam/grants${path}`)).status).toBe(403)
    }

    expect(await contentsOf(world().db)).toEqual(before)
    await grant('DELETE')
  })
})

describe('a grant', () => {
  it('[PV-03] is listed while it holds, and each giving and taking is audited once', async () => {
    const count = async () => (await entries()).length
    const before = await count()
    await grant('PUT')
    expect((await grant('PUT')).status).toBe(200)

    const { body } = await portal(world()).call('GET', '/v1/partners/fabrikam/grants')
    expect(body.grants.map((one: { keyId: string }) => one.keyId)).toContain(delegate.id)
    await grant('DELETE')
    await grant('DELETE')

    expect(await count()).toBe(before + 2)
    expect((await entries()).slice(-2)).toMatchObject([
      { what: 'grant.given', about: { partner: 'fabrikam', key: delegate.id } },
      { what: 'grant.taken-back', about: { partner: 'fabrikam', key: delegate.id } },
    ])
    const after = await portal(world()).call('GET', '/v1/partners/fabrikam/grants')
    expect(JSON.stringify(after.body)).not.toContain(delegate.id)
  })

  it('[PV-03] goes to keys of delegates alone, and does not tell which others there are', async () => {
    const { call } = portal(world())
    const psm = await createKey(world().db, { role: 'psm', partnerIds: ['northwind'] })

    const toOther = await call('PUT', `/v1/partners/fabrikam/grants/${psm.id}`)
    const toNone = await call('PUT', '/v1/partners/fabrikam/grants/key_nothing')

    expect(toOther.status).toBe(404)
    expect(JSON.stringify(toOther).replaceAll(psm.id, 'key_nothing')).toBe(JSON.stringify(toNone))
  })

  it.each(['psm', 'owner', 'survey-manager'] as const)('[MX-09] is given, taken and listed by no %s', async (role) => {
    await addGrant(world().db, { partnerId: 'fabrikam', keyId: delegate.id, grantedBy: 'test' })
    const before = await contentsOf(world().db)

    expect((await grant('PUT', 'fabrikam', role)).status).toBe(403)
    expect((await grant('DELETE', 'fabrikam', role)).status).toBe(403)
    expect((await portal(world()).call('GET', '/v1/partners/fabrikam/grants', { role })).status).toBe(403)

    expect(await contentsOf(world().db)).toEqual(before)
  })

  async function entries() {
    const audit = world().db.selectFrom('audit').selectAll().where('what', 'like', 'grant.%').orderBy('id')
    return audit.execute()
  }
})

describe('a survey manager', () => {
  it('[MX-09] names contacts and reads, over API and console', async () => {
    const { call } = portal(world(), 'survey-manager')

    expect((await call('PUT', `/v1/engagements/${ours}/contacts`, { body: [ada] })).status).toBe(200)
    expect((await call('GET', `/v1/engagements/${ours}/contacts`)).body.contacts).toHaveLength(1)
    expect((await call('GET', `/v1/engagements/${theirs}`)).status).toBe(404)
    const page = await get(`/console/engagements/${ours}`, 'survey-manager')
    expect(page.body).toContain('Survey manager of a partner')
    expect(page.body).toContain(ada.email)
  })

  it('[MX-09] opens nothing, reports nothing, terminates nothing, over API and console', async () => {
    const { call, report } = portal(world(), 'survey-manager')
    const before = await contentsOf(world().db)

    expect((await call('POST', '/v1/engagements', { body: { ...opening, externalId: 'own' } })).status).toBe(403)
    expect((await report(ours, { type: 'milestone', percent: 10 })).status).toBe(403)
    expect((await call('POST', `/v1/engagements/${ours}/terminate`)).status).toBe(403)
    const page = await get(`/console/engagements/${ours}`, 'survey-manager')
    expect(page.body).not.toContain('Terminate the engagement')
    expect((await post(`/console/engagements/${ours}/terminate`, 'survey-manager')).status).toBe(403)

    expect(await contentsOf(world().db)).toEqual(before)
  })
})
