import { beforeAll, describe, expect, it } from 'vitest'
import { keepEvidence } from '../../../src/db/evidence.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** NSAT of fabrikam: 100 + 50 − 0 = 150; of northwind: 100 + 0 − 25 = 75. */
const ratings = { fabrikam: [4, 4, 3, 3], northwind: [3, 3, 3, 2] }

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
  for (const [partnerId, values] of Object.entries(ratings)) {
    for (const [i, value] of values.entries()) {
      const place = { programId: 'fasttrack', partnerId, engagementId: null, organisation: 'contoso' }
      const source = `${partnerId} ${i}`
      await keepEvidence(world().db, { ...place, kind: 'response', source, value, at: daysAgo(100) })
    }
  }
})

async function preview(above: number, { change = {}, asOf }: { change?: object; asOf?: string } = {}) {
  const program = { ...fasttrack, version: 2, standing: { ...fasttrack.standing, above }, ...change }
  const body = { program, ...(asOf !== undefined && { asOf }) }
  return portal(world()).call('POST', '/v1/programs/fasttrack/preview', { role: 'owner', body })
}

describe('a preview of a change', () => {
  it('[PV-04] lists who would change sides, with both values, and writes nothing', async () => {
    const before = await contentsOf(world().db)

    const easier = await preview(70)
    const harder = await preview(150)

    expect(easier).toMatchObject({ status: 200, body: { version: 1, partners: 2, gains: 1, loses: 0 } })
    expect(easier.body.changes).toEqual([
      {
        partnerId: 'northwind',
        change: 'gains',
        before: { met: false, value: 75, threshold: 80 },
        after: { met: true, value: 75, threshold: 70 },
      },
    ])
    expect(harder.body).toMatchObject({ gains: 0, loses: 1, changes: [{ partnerId: 'fabrikam', change: 'loses' }] })
    expect((await preview(80)).body.changes).toEqual([])
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[PV-04] is of the day it is asked for', async () => {
    const earlier = daysAgo(200).toISOString().slice(0, 10)

    expect((await preview(70, { asOf: earlier })).body).toMatchObject({ gains: 0, loses: 0, changes: [] })
  })

  it('[PV-04] is of a draft that fits, of the same program', async () => {
    const questions: readonly object[] = [{ key: 'shown', type: 'nps', required: true }]

    expect((await preview(70, { change: { id: 'other' } })).body.errors).toMatchObject([{ field: '/program/id' }])
    expect((await preview(70, { change: { survey: { ...fasttrack.survey, questions } } })).status).toBe(422)
    const body = { program: fasttrack }
    const missing = await portal(world()).call('POST', '/v1/programs/unheard-of/preview', { role: 'owner', body })
    expect(missing.status).toBe(404)
  })
})
