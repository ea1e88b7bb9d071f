import { beforeAll, describe, expect, it } from 'vitest'
import { excludeEvidence, keepEvidence } from '../../../src/db/evidence.ts'
import { addPartner } from '../../../src/db/partners.ts'
import { publishProgram } from '../../../src/db/programs.ts'
import type { Program } from '../../../src/domain/program.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { survey } from '../../support/invited.ts'
import { portal } from '../../support/portal.ts'
import { trailblazer } from '../../support/trailblazer.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

const index: Program = {
  ...fasttrack,
  id: 'index',
  privacy: 'confidential',
  standing: {
    rule: 'response-count',
    atLeast: 10,
    perOrganisation: 8,
    organisations: 2,
    window: '12 months',
    locations: 'each',
    notices: [],
  },
}
const trail: Program = {
  ...fasttrack,
  id: 'trail',
  standing: { rule: 'count-above', measure: 'mean', above: 4.2, perOrganisation: 2, fiscalYearStartsOn: '02-01' },
  tiers: trailblazer,
}
const quietly: Program = { ...fasttrack, id: 'quietly', privacy: 'confidential' }

const berlin = { country: 'DE', email: null, psm_id: null, psm_name: null, psm_email: null, time_zone: 'Europe/Berlin' }

beforeAll(async () => {
  const { db } = world()
  for (const program of [index, trail, quietly]) await publishProgram(db, program)
  await addPartner(db, { ...berlin, id: 'world', name: 'Fabrikam', parent_id: null, level: 'global' })
  for (const id of ['germany', 'france'])
    await addPartner(db, { ...berlin, id, name: id, parent_id: 'world', level: 'membership' })
  await addPartner(db, { ...berlin, id: 'munich', name: 'Munich', parent_id: 'germany', level: 'location' })
  await db
    .insertInto('memberships')
    .values({ partner_id: 'germany', program_id: 'index', renews_on: '2027-04-01' })
    .execute()
})

type Given = {
  readonly organisation?: string
  readonly value?: number
  readonly at?: string
  readonly kind?: 'response' | 'project'
}

async function keep(programId: string, partnerId: string, source: string, given: Given = {}): Promise<void> {
  const { organisation = 'contoso', value = 4, at = '2027-03-01T12:00:00Z', kind = 'response' } = given
  const piece = { programId, partnerId, source, kind, organisation, value, engagementId: null, at: new Date(at) }
  await keepEvidence(world().db, piece)
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

async function standing(path: string) {
  return portal(world(), 'operator').call('GET', `/v1/partners/${path}`)
}

describe('a standing over the API', () => {
  it('[CI-11] [PC-09] [FT-10] is there as soon as an answer is accepted, on both scales of NSAT', async () => {
    const act = survey(world())
    await act.invited('live', ['lea', 'lou'])
    const before = await act.call('GET', '/v1/partners/fabrikam/standings/fasttrack')
    await act.rate('lea', 4)
    await act.rate('lou', 3)

    expect(before.body).toMatchObject({ met: false, value: null, n: 0, interval: null })
    expect((await act.call('GET', '/v1/partners/fabrikam/standings/fasttrack')).body).toMatchObject({
      program: { id: 'fasttrack' },
      partnerId: 'fabrikam',
      met: true,
      value: 150,
      threshold: 80,
      measure: 'nsat',
      n: 2,
      net: { value: 50, threshold: -20 },
      counted: [expect.stringMatching(/^evd_/), expect.stringMatching(/^evd_/)],
      excluded: [],
      missing: null,
      tier: null,
    })
  })

  it('[CI-08] [CI-13] [CI-14] says what is missing, of the membership a location belongs to, in a sentence', async () => {
    for (let i = 0; i < 7; i += 1) await keep('index', 'munich', `index-${i}`)

    const { body } = await standing('munich/standings/index?asOf=2027-03-15')

    expect(body).toMatchObject({
      partnerId: 'germany',
      timeZone: 'Europe/Berlin',
      asOf: '2027-03-15T22:59:59.999Z',
      met: false,
      value: 7,
      window: { from: '2026-03-31T22:00:00.000Z', to: '2027-03-31T22:00:00.000Z' },
      missing: {
        count: 3,
        organisations: 1,
        until: '2027-03-31',
        invite: 12,
        sentence: '3 responses from at least one more organization by March 31, 2027 (invite about 12 people)',
      },
    })
    const german = await standing('munich/standings/index?asOf=2027-03-15&lang=de')
    expect(german.body.missing.sentence).toContain('3 Antworten aus mindestens einer weiteren Organisation')
  })

  it('[CI-13] does not add up memberships: whoever is above them is told whom to ask for', async () => {
    const { status, body } = await standing('world/standings/index')

    expect(status).toBe(409)
    expect(body).toMatchObject({
      type: 'urn:plaudit:problem:standing.several',
      errors: [{ field: '/id', expected: "one of 'france', 'germany'" }],
    })
  })

  it('recomputes any day: of the past as it was then, of the future as far as is known', async () => {
    await keep('fasttrack', 'france', 'past-1', { value: 1, at: `${daysAgo(60)}T12:00:00Z` })
    await keep('fasttrack', 'france', 'past-2', { value: 4, at: `${daysAgo(30)}T12:00:00Z` })
    await excludeEvidence(world().db, ['past-1'], 'disqualified')
    const on = async (day: string) => (await standing(`france/standings/fasttrack?asOf=${day}`)).body

    expect(await on(daysAgo(61))).toMatchObject({ value: null })
    expect(await on(daysAgo(60))).toMatchObject({ value: 0, met: false })
    expect(await on(`${daysAgo(30)}T11:59:59Z`)).toMatchObject({ value: 0 })
    expect(await on(`${daysAgo(30)}T12:00:00Z`)).toMatchObject({ value: 100, met: true })
    expect(await on(daysAgo(-100))).toMatchObject({ value: 200, excluded: [{ reason: 'disqualified' }] })
    expect(await on(daysAgo(-400))).toMatchObject({ value: null, counted: [], excluded: [{}, {}] })
  })

  it('[PC-08] gives the tier that figures told over the API and the standing earn, as they were on the day', async () => {
    const { call } = portal(world(), 'operator')
    await keep('trail', 'germany', 'project-1', { kind: 'project', value: 4.5, at: new Date().toISOString() })
    const body = { figures: { certifications: 25, acv: 1_500_000 } }

    const told = await call('PUT', '/v1/partners/munich/figures/trail', { body })
    const more = await call('PUT', '/v1/partners/germany/figures/trail', { body: { figures: { certifications: 50 } } })

    expect(told).toEqual({ status: 200, body })
    expect(more.body).toEqual({ figures: { certifications: 50, acv: 1_500_000 } })
    const { body: shown } = await standing('munich/standings/trail')
    expect(shown).toMatchObject({ value: 1, tier: { score: 400, name: 'Ridge', next: { name: 'Crest', points: 100 } } })
    const { body: before } = await standing('munich/standings/trail?asOf=2020-01-01')
    expect(before).toMatchObject({ tier: { score: 0, name: 'Base' } })
  })

  it('[PC-08] refuses figures no attribute is made of, and computed ones', async () => {
    const { call } = portal(world(), 'operator')
    const body = { figures: { csat: 10, luck: 7 } }

    const answer = await call('PUT', '/v1/partners/germany/figures/trail', { body })

    expect(answer.status).toBe(422)
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(['/figures/csat', '/figures/luck'])
  })

  it('[MX-14] [CI-02] tells of a confidential program neither organizations nor the order in which answers came', async () => {
    for (let i = 0; i < 20; i += 1) await keep('index', 'france', `france-${i}`, { at: `2027-03-01T12:00:${10 + i}Z` })

    const { body } = await standing('france/standings/index?asOf=2027-03-15')

    expect(body.counted).toHaveLength(8)
    expect(body.counted).toEqual(body.counted.toSorted())
    expect(body.excluded.map(({ id }: { id: string }) => id)).toEqual(
      body.excluded.map(({ id }: { id: string }) => id).toSorted(),
    )
    expect(JSON.stringify(body)).not.toContain('contoso')
  })

  it('[MX-05] shows no score of a confidential program that fewer than 5 made', async () => {
    const values = [4, 4, 4, 1, 1]
    for (const [i, value] of values.entries())
      await keep('quietly', 'france', `few-${i}`, { value, at: `2027-03-0${i + 1}T12:00:00Z` })

    const four = await standing('france/standings/quietly?asOf=2027-03-04')
    const five = await standing('france/standings/quietly?asOf=2027-03-05')

    expect(four.body).toMatchObject({ n: 4, value: null, interval: null, missing: null })
    expect(four.body.net).toBeUndefined()
    expect(five.body).toMatchObject({ n: 5, value: 120 })
  })

  it('[MX-09] is not there for a partner the key may not act for, as a missing one is not', async () => {
    const { call } = portal(world())

    const other = await call('GET', '/v1/partners/northwind/standings/fasttrack')
    const missing = await call('GET', '/v1/partners/nobody/standings/fasttrack')

    expect(other.status).toBe(404)
    expect(JSON.stringify(other).replaceAll('northwind', 'nobody')).toBe(JSON.stringify(missing))
    expect((await standing('northwind/standings/none')).status).toBe(404)
  })

  it.each(['yesterday', '2027-02-30', '2027-13-01', '20270101', '9999-01-01T00:00:00Z'])(
    'refuses asOf=%s',
    async (asOf) => {
      expect((await standing(`germany/standings/index?asOf=${asOf}`)).status).toBe(400)
    },
  )
})
