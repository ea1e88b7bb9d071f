import { beforeAll, describe, expect, it } from 'vitest'
import { keepEvidence } from '../../src/db/evidence.ts'
import { createKey } from '../../src/db/keys.ts'
import { addPartner } from '../../src/db/partners.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../support/console.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })
const { get } = visitor(world)
const url = (partner: string, program = 'fasttrack') => `/console/partners/${partner}/standings/${program}`

beforeAll(async () => {
  const { db } = world()
  const id = await portal(world()).open('of-the-membership')
  await publishProgram(db, { ...fasttrack, id: 'quiet', privacy: 'confidential' })
  const place = { country: 'DE', email: null, psm_id: null, psm_name: null, psm_email: null }
  await addPartner(db, { ...place, id: 'munich', name: 'Munich', parent_id: 'fabrikam', level: 'location' })
  for (const programId of ['fasttrack', 'quiet'])
    await keepEvidence(db, {
      programId,
      partnerId: 'fabrikam',
      kind: 'response',
      source: programId,
      engagementId: id,
      organisation: 'contoso',
      value: 4,
      at: new Date(),
    })
})

describe('the page of a standing', () => {
  it('[FT-10] [PV-05] says where a partner stands, by what, and of what that is made', async () => {
    const { status, body } = await get(url('fabrikam'), 'partner')

    expect(status).toBe(200)
    expect(textOf(body)).toContain('NSAT 200, which is above 80.')
    expect(body).toContain('95% interval 51.5 to 200, n = 1; has to be above 80 on a scale from 0 to 200')
    expect(textOf(body)).toContain('On the scale from −100 to 100 it is 100, to be above −20.')
    expect(textOf(body)).toContain('Exchange for Contoso')
  })

  it('shows another day', async () => {
    expect(textOf((await get(`${url('fabrikam')}?asOf=2020-01-01`, 'partner')).body)).toContain('No NSAT is shown yet')
    expect((await get(`${url('fabrikam')}?asOf=nonsense`, 'partner')).body).toContain('NSAT 200')
  })

  it('[MX-09] is not there for somebody else’s partner, nor for a program nobody published', async () => {
    expect((await get(url('northwind'), 'partner')).status).toBe(404)
    expect((await get(url('fabrikam', 'none'), 'partner')).status).toBe(404)
    expect((await get(url('northwind'), 'owner')).status).toBe(200)
  })

  it('[MX-09] names to a location no customer of its membership', async () => {
    const { key } = await createKey(world().db, { role: 'survey-manager', partnerIds: ['munich'] })

    const { status, body } = await get(url('munich'), key)

    expect(status).toBe(200)
    expect(body).toContain('NSAT 200')
    expect(body).not.toContain('Contoso')
  })

  it('[CI-02] [MX-14] tells of a confidential program neither customers, days nor ratings', async () => {
    const { body } = await get(url('fabrikam', 'quiet'), 'owner')

    expect(body).toContain('Answers to this program are confidential')
    expect(body).not.toContain('Contoso')
    expect(body).not.toContain('NSAT 200')
    expect(body).not.toContain('evd_')
  })

  it('is linked from the pages of engagements', async () => {
    const id = await portal(world()).open('linked')

    expect((await get(`/console/engagements/${id}`, 'psm')).body).toContain(`href="${url('fabrikam')}"`)
  })
})
