import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, visitor } from '../support/console.ts'
import { portal } from '../support/portal.ts'
import { pulse } from '../support/pulse.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })
const { get, post } = visitor(world)

beforeAll(async () => {
  await world().stopRelay()
  await portal(world()).call('POST', '/v1/programs', { role: 'owner', body: pulse })
  const membership = { partner_id: 'fabrikam', program_id: 'pulse', renews_on: null, competencies: ['Coaching'] }
  await world().db.insertInto('memberships').values(membership).execute()
  const items = [{ id: 'one', at: '2026-11-02', value: 91.5 }]
  const body = { program: 'pulse', kind: 'evaluation', origin: 'Metrics that Matter', items }
  await portal(world()).call('POST', '/v1/partners/fabrikam/evidence', { body })
})

const waiting = async () => textOf((await get('/console/evidence', 'operator')).body)

async function idOf(): Promise<string> {
  return (await portal(world()).call('GET', '/v1/evidence', { role: 'operator' })).body.evidence[0].id
}

describe('the page of evidence from elsewhere', () => {
  it('[PV-02] [CI-12] has the operator decide, with a reason where it does not count, and decide anew', async () => {
    expect(await waiting()).toContain('Metrics that Matter evaluation one')
    const decide = `/console/evidence/${await idOf()}/decide`

    const unsaid = await post(decide, 'operator', { as: 'reject', reason: ' ' })
    expect(unsaid.status).toBe(400)
    expect(unsaid.body).toContain('Say why it does not count')
    expect((await post(decide, 'operator', { as: 'reject', reason: 'not a customer' })).status).toBe(303)

    expect(await waiting()).toContain('There is none.')
    const all = () => get('/console/evidence?all=1', 'operator')
    expect(textOf((await all()).body)).toContain('Does not count: not a customer')
    await post(decide, 'operator', { as: 'accept' })
    expect(textOf((await all()).body)).toContain('Counts')
  })

  it('[MX-09] shows partners what they imported, lets none of them decide, and is not there for the owner', async () => {
    const page = await get('/console/evidence?all=1', 'partner')

    expect(textOf(page.body)).toContain('Metrics that Matter')
    expect(page.body).not.toContain('/decide')
    expect((await post(`/console/evidence/${await idOf()}/decide`, 'partner', { as: 'accept' })).status).toBe(403)
    expect((await get('/console/evidence', 'owner')).status).toBe(403)
  })
})
