import { beforeAll, describe, expect, it } from 'vitest'
import { join } from '../../support/ownUrl.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })
const at = (partner = 'fabrikam', program = 'pulse') => `/v1/partners/${partner}/memberships/${program}/address`

beforeAll(() => join(world()))

describe('the survey address of a membership', () => {
  it('[CI-05] is chosen by the partner, and chosen again changes nothing', async () => {
    const { call } = portal(world())
    expect((await call('GET', at())).status).toBe(404)

    const chosen = await call('PUT', at(), { body: { slug: 'fabrikam' } })
    const again = await call('PUT', at(), { body: { slug: 'fabrikam' } })

    const expected = { slug: 'fabrikam', url: `${world().publicUrl}/p/fabrikam`, former: [], held: 0 }
    expect(chosen).toEqual({ status: 200, body: expected })
    expect(again).toEqual(chosen)
    expect((await call('GET', at(), { role: 'psm' })).body).toEqual(expected)
    const audit = await world()
      .db.selectFrom('audit')
      .select('about')
      .where('what', '=', 'address.chosen')
      .orderBy('id')
      .execute()
    expect(audit).toEqual([{ about: { partner: 'fabrikam', program: 'pulse', slug: 'fabrikam' } }])
  })

  it('[CI-05] can be changed: the old one leads on, and nobody else gets it', async () => {
    const { call } = portal(world(), 'operator')

    await call('PUT', at(), { body: { slug: 'fabrikam' } })
    const changed = await call('PUT', at(), { body: { slug: 'fabrikam-group' } })

    expect(changed.body).toMatchObject({ slug: 'fabrikam-group', former: ['fabrikam'] })
    const old = await world().app.inject('/p/fabrikam?lang=de')
    expect([old.statusCode, old.headers.location]).toEqual([303, '/p/fabrikam-group?lang=de'])
    const taken = await call('PUT', at('northwind'), { body: { slug: 'fabrikam' } })
    expect(taken).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:address.taken' } })
    const back = await call('PUT', at(), { body: { slug: 'fabrikam' } })
    expect(back.body).toMatchObject({ slug: 'fabrikam', former: ['fabrikam-group'] })
  })

  it.each([
    'ab',
    'Fabrikam',
    'fabri kam',
    '-fabrikam',
    'fabrikam-',
    'fabri--kam',
    'fabri/kam',
    'ה-שלום',
    'x'.repeat(61),
  ])('[CI-05] is not %j, which nobody can read out', async (slug) => {
    expect((await portal(world()).call('PUT', at(), { body: { slug } })).status).toBe(400)
  })

  it('[CI-05] is none where the program offers none, or where there is no membership', async () => {
    const { db } = world()
    await db
      .insertInto('memberships')
      .values({ partner_id: 'fabrikam', program_id: 'fasttrack', renews_on: null })
      .execute()
    const { call } = portal(world())
    const body = { slug: 'fast' }

    expect(await call('PUT', at('fabrikam', 'fasttrack'), { body })).toMatchObject({
      status: 422,
      body: { type: 'urn:plaudit:problem:address.not-offered' },
    })
    expect((await call('PUT', at('fabrikam', 'nothing'), { body })).status).toBe(404)
  })

  it('[MX-09] of another partner is not there', async () => {
    const { call } = portal(world())

    expect((await call('PUT', at('northwind'), { body: { slug: 'northwind' } })).status).toBe(404)
    expect((await call('GET', at('northwind'))).status).toBe(404)
  })

  it('[CI-05] has an end to how often it changes', async () => {
    const { call } = portal(world(), 'operator')
    const statuses = []
    for (let i = 0; i < 21; i += 1)
      statuses.push((await call('PUT', at('northwind'), { body: { slug: `northwind-${i}` } })).status)

    expect(statuses).toEqual([...Array(20).fill(200), 409])
    expect((await call('GET', at('northwind'))).body.slug).toBe('northwind-19')
  })
})
