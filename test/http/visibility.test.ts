import { beforeAll, describe, expect, it } from 'vitest'
import { keepEvidence } from '../../src/db/evidence.ts'
import { type Role, roles } from '../../src/db/keys.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { addStanding } from '../../src/db/standings.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { visitor } from '../support/console.ts'
import { portal } from '../support/portal.ts'
import { replies, reply } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { get } = visitor(world)
const quiet = { ...fasttrack, id: 'quiet', name: 'Quiet', privacy: 'confidential' } as const

/** One engagement of each kind of program. */
const ids = { confidential: '', 'owner-run': '' }

beforeAll(async () => {
  const { db } = world()
  await publishProgram(db, quiet)
  ids.confidential = (await reply(db, { program: 'quiet' })).engagement
  ids['owner-run'] = (await reply(db)).engagement
  await replies(db, 5, { program: 'quiet', answers: { overall: 3, comment: 'I am Some Body' } })
})

type Expected = Readonly<Record<Role, readonly [number, number]>>
const seen = [200, 200] as const
const all: Expected = { operator: seen, owner: seen, psm: seen, partner: seen, 'survey-manager': seen, delegate: seen }

/** What each role gets of what is about one customer: of the owner's own programs, and of those whose owner reads results alone. */
const singles: readonly (readonly [string, Expected])[] = [
  ['/v1/engagements/:id', { ...all, owner: [200, 404] }],
  ['/v1/engagements/:id/letters', { ...all, owner: [200, 404] }],
  ['/v1/engagements/:id/contacts', { ...all, owner: [403, 403] }],
]

describe('what is about one customer', () => {
  it.each(singles)('[MX-14] [CI-01] %s is for whom the program says and nobody else', async (route, expected) => {
    const { call } = portal(world())
    for (const role of roles) {
      const [ownerRun, confidential] = expected[role]
      expect((await call('GET', route.replace(':id', ids['owner-run']), { role })).status).toBe(ownerRun)
      const answer = await call('GET', route.replace(':id', ids.confidential), { role })
      expect({ role, status: answer.status }).toEqual({ role, status: confidential })
      const missing = await call('GET', route.replace(':id', 'eng_nothing'), { role })
      expect(confidential === 404 ? JSON.stringify(answer).replaceAll(ids.confidential, 'eng_nothing') : '').toBe(
        confidential === 404 ? JSON.stringify(missing) : '',
      )
    }
    expect((await world().app.inject(route.replace(':id', ids.confidential))).statusCode).toBe(401)
  })

  it('[MX-14] [CI-01] is in no list of the owner, page by page, and in those of the others', async () => {
    for (const role of roles.filter((role) => role !== 'owner'))
      expect(await listed(role)).toEqual(expect.arrayContaining([ids.confidential, ids['owner-run']]))

    expect(await listed('owner')).toEqual([ids['owner-run']])
    expect(await listed('owner', '&program=quiet')).toEqual([])
  })

  it('[MX-14] [CI-01] has no page in the console for the owner, as if it were not there', async () => {
    const page = await get(`/console/engagements/${ids.confidential}`, 'owner')

    expect(page).toEqual(await get('/console/engagements/eng_nothing', 'owner'))
    expect(page.status).toBe(404)
    expect((await get('/console', 'owner')).body).toContain(ids['owner-run'])
    expect((await get('/console?program=quiet', 'owner')).body).not.toContain(ids.confidential)
    for (const role of roles.filter((role) => role !== 'owner'))
      expect((await get(`/console/engagements/${ids.confidential}`, role)).status).toBe(200)
  })

  it('[MX-14] [CI-01] cannot be changed by the owner either', async () => {
    const { call } = portal(world())
    for (const step of ['resend', 'reopen', 'terminate'])
      expect((await call('POST', `/v1/engagements/${ids.confidential}/${step}`, { role: 'owner' })).status).toBe(403)
  })
})

describe('what the owner of a confidential program reads', () => {
  it('[MX-14] [CI-01] is results over at least five, in which nobody is named', async () => {
    const { call } = portal(world())
    for (const url of ['/v1/partners/fabrikam/results?program=quiet', '/v1/programs/quiet/results']) {
      const { status, body } = await call('GET', url, { role: 'owner' })

      expect(status).toBe(200)
      expect(body.questions.find(({ key }: { key: string }) => key === 'overall').all.n).toBe(5)
      expect(JSON.stringify(body)).not.toMatch(/\bSome\b|\bBody\b|customer-|@|ctc_|inv_|res_|eng_/)
    }
  })

  it('[MX-14] [MX-05] is of standings whether they are met, and no score that each answer moves', async () => {
    const { call } = portal(world())
    const { db } = world()
    const at = new Date()
    for (const [i, value] of [4, 4, 4, 4, 1, 4].entries())
      for (const programId of ['quiet', 'fasttrack'])
        await keepEvidence(db, {
          programId,
          partnerId: 'fabrikam',
          kind: 'response',
          source: `${programId}-${i}`,
          engagementId: null,
          organisation: null,
          value,
          at,
        })
    const kept = { version: 1, at, met: true, value: 166.7, threshold: 80, n: 6, tier: null, changed: [] }
    await addStanding(db, { programId: 'quiet', partnerId: 'fabrikam' }, kept)
    const read = async (role: Role, program: string) =>
      (await call('GET', `/v1/partners/fabrikam/standings/${program}`, { role })).body

    expect(await read('owner', 'quiet')).toMatchObject({ met: true, n: 6, value: null, interval: null, missing: null })
    expect(await read('owner', 'quiet')).not.toHaveProperty('net')
    expect(await read('owner', 'fasttrack')).toMatchObject({ met: true, value: 166.7 })
    for (const role of roles.filter((role) => role !== 'owner'))
      expect(await read(role, 'quiet')).toMatchObject({ met: true, value: 166.7 })
    for (const role of roles) {
      const { body } = await call('GET', '/v1/partners/fabrikam/standings/quiet/history', { role })
      expect(body.standings.map(({ value }: { value: number | null }) => value)).toEqual([
        role === 'owner' ? null : 166.7,
      ])
    }
  })
})

async function listed(role: Role, query = '', cursor?: string): Promise<readonly string[]> {
  const { call } = portal(world())
  const next = cursor === undefined ? '' : `&cursor=${cursor}`
  const { body } = await call('GET', `/v1/engagements?limit=2${query}${next}`, { role })
  const here = body.engagements.map(({ id }: { id: string }) => id)
  return body.cursor === null ? here : [...here, ...(await listed(role, query, body.cursor))]
}
