import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../../support/audit.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { countsOf } from './contents.ts'

const world = useWorld()

beforeAll(async () => {
  await world().stopRelay()
})

async function make(body: object) {
  return portal(world()).call('POST', '/v1/keys', { role: 'operator', body })
}

describe('a key', () => {
  it('[MX-09] is shown once, and only its SHA-256 is kept', async () => {
    const { status, body } = await make({ role: 'partner', partnerIds: ['fabrikam', 'northwind'] })

    expect(status).toBe(201)
    expect(body.key).toMatch(/^plaudit_partner_[\w-]{43}$/)
    const row = await world().db.selectFrom('keys').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow()
    expect(row.hash).toEqual(createHash('sha256').update(body.key).digest())
    expect(JSON.stringify(row)).not.toContain(body.key)
    const audit = await audited(world().db, 'key.made')
    expect(audit).toHaveLength(1)
    expect(JSON.stringify(audit)).not.toContain(body.key)
    expect(world().log.join()).not.toContain(body.key)
  })

  it('[MX-09] opens what it was made for', async () => {
    const { body } = await make({ role: 'psm', partnerIds: ['northwind'] })
    const headers = { authorization: `Bearer ${body.key}` }

    const { body: seen } = await portal(world()).call('GET', '/v1/partners', { headers })

    expect(seen.partners).toMatchObject([{ id: 'northwind' }])
  })

  it('is another one each time', async () => {
    const [one, other] = await Promise.all([make({ role: 'owner' }), make({ role: 'owner' })])

    expect(one.body.key).not.toBe(other.body.key)
  })

  it('must not be kept by anybody on the way', async () => {
    const authorization = `Bearer ${world().keys.operator}`
    const answer = await world().app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers: { authorization },
      payload: { role: 'owner' },
    })

    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it.each([
    ['a partner without partners', { role: 'partner' }, '/partnerIds'],
    ['a partner with an empty list', { role: 'partner', partnerIds: [] }, '/partnerIds'],
    ['a psm without partners', { role: 'psm' }, '/partnerIds'],
    ['a partner that does not exist', { role: 'partner', partnerIds: ['fabrikam', 'nobody'] }, '/partnerIds'],
    ['an operator who is bound to a partner', { role: 'operator', partnerIds: ['fabrikam'] }, '/partnerIds'],
    ['an owner who is bound to a partner', { role: 'owner', partnerIds: ['fabrikam'] }, '/partnerIds'],
    ['a role nobody has', { role: 'admin' }, '/role'],
    ['no role', { partnerIds: ['fabrikam'] }, '/role'],
    ['an id that is none', { role: 'partner', partnerIds: ["'; drop table keys; --"] }, '/partnerIds/0'],
    ['a field nobody knows', { role: 'owner', admin: true }, '/admin'],
  ])('[MX-09] is not made for %s', async (_, body, field) => {
    const before = await countsOf(world().db)

    const refused = await make(body)

    expect(refused).toMatchObject({ status: 400, body: { type: 'urn:plaudit:problem:request.invalid' } })
    expect(refused.body.errors).toMatchObject([{ field }])
    expect(await countsOf(world().db)).toEqual(before)
  })
})
