import { beforeAll, describe, expect, it } from 'vitest'
import { listPrograms, programInForce } from '../../../src/db/programs.ts'
import { dayAt } from '../../../src/domain/calendar.ts'
import { firstAllowedDay } from '../../../src/domain/ruleChange.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../../support/console.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const { get } = visitor(world)
const today = dayAt(new Date(), 'UTC')
const first = firstAllowedDay(today)

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
})

async function publish(change: object, role: 'owner' | 'operator' = 'owner') {
  return portal(world()).call('POST', '/v1/programs', { role, body: { ...fasttrack, ...change } })
}

async function versionsSeen(role: 'partner' | 'owner' = 'partner') {
  return (await portal(world()).call('GET', '/v1/programs/fasttrack/versions', { role })).body.versions
}

describe('a change of rules', () => {
  it('[PV-04] that is not announced in time is refused with the first day that would do, and nothing is written', async () => {
    const before = await contentsOf(world().db)

    const unsaid = await publish({ version: 2 })
    const soon = await publish({ version: 2, takesEffect: { on: today } })

    expect(unsaid).toMatchObject({
      status: 422,
      body: { type: 'urn:plaudit:problem:program.unannounced', errors: [{ field: '/takesEffect' }] },
    })
    expect(unsaid.body.errors[0].expected).toContain(first)
    expect(soon.body.errors).toMatchObject([{ field: '/takesEffect/on', got: today }])
    expect(soon.body.errors[0].expected).toContain(first)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[PV-04] can be overridden by the owner alone', async () => {
    const before = await contentsOf(world().db)

    const { status, body } = await publish({ version: 2, takesEffect: { on: today, override: 'why' } }, 'operator')

    expect({ status, type: body.type }).toEqual({ status: 403, type: 'urn:plaudit:problem:role.not-allowed' })
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[PV-04] is announced from its publication on, and engagements open under the old rules until its day', async () => {
    const { open, see, call } = portal(world())
    const engagement = await open('before')

    expect((await publish({ version: 2, takesEffect: { on: first }, name: 'FastTrack anew' })).status).toBe(201)

    expect(await versionsSeen()).toMatchObject([
      { version: 1, state: 'in-force', takesEffect: null },
      { version: 2, state: 'upcoming', takesEffect: { on: first } },
    ])
    expect((await call('GET', '/v1/programs/fasttrack')).body.version).toBe(1)
    expect((await call('GET', '/v1/programs/fasttrack?version=2')).body.name).toBe('FastTrack anew')
    expect((await call('GET', '/v1/programs')).body.programs).toContainEqual(JSON.parse(JSON.stringify(fasttrack)))
    expect((await see(await open('after'))).program.version).toBe(1)
    expect((await see(engagement)).program.version).toBe(1)
  })

  it('[PV-04] is in force from the first moment of its day, in UTC', async () => {
    const at = async (instant: string) => (await programInForce(world().db, 'fasttrack', new Date(instant)))?.version

    expect(await at(`${first}T00:00:00Z`)).toBe(2)
    expect(await at(new Date(Date.parse(`${first}T00:00:00Z`) - 1).toISOString())).toBe(1)
    expect((await listPrograms(world().db)).find(({ id }) => id === 'fasttrack')?.version).toBe(1)
  })

  it('[PV-04] stands in the console of partners it concerns, and of no others', async () => {
    const note = `The rules of FastTrack anew change on ${first}.`

    expect(textOf((await get('/console', 'partner')).body)).toContain(note)
    expect(textOf((await get('/console', 'owner')).body)).toContain(note)
    const key = await portal(world()).call('POST', '/v1/keys', {
      role: 'operator',
      body: { role: 'partner', partnerIds: ['northwind'] },
    })
    expect(textOf((await get('/console', key.body.key)).body)).not.toContain('The rules of')
  })

  it('[PV-04] that is overridden counts at once; its reason is public and audited', async () => {
    const takesEffect = { on: today, override: 'A court decided so.' }

    expect((await publish({ version: 3, takesEffect })).status).toBe(201)
    expect((await publish({ version: 3, takesEffect })).status).toBe(200)

    expect(await versionsSeen()).toMatchObject([
      { version: 1, state: 'superseded' },
      { version: 2, state: 'superseded' },
      { version: 3, state: 'in-force', takesEffect },
    ])
    const { open, see } = portal(world())
    expect((await see(await open('overridden'))).program.version).toBe(3)
    const audit = world().db.selectFrom('audit').select('about').where('what', '=', 'program.published')
    expect(await audit.execute()).toContainEqual({ about: { id: 'fasttrack', version: 3, takesEffect } })
    expect(textOf((await get('/console', 'partner')).body)).not.toContain('The rules of')
  })

  it('[PV-04] of a program that is not there has no versions', async () => {
    expect((await portal(world()).call('GET', '/v1/programs/unheard-of/versions')).status).toBe(404)
  })
})
