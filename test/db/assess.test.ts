import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assessment, assess } from '../../src/db/assess.ts'
import { assessAll } from '../../src/db/assessAll.ts'
import type { Db } from '../../src/db/database.ts'
import { keepEvidence } from '../../src/db/evidence.ts'
import { tellFigures } from '../../src/db/figures.ts'
import { addPartner } from '../../src/db/partners.ts'
import { publishProgram } from '../../src/db/programs.ts'
import type { Program } from '../../src/domain/program.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { ownDatabase } from '../support/database.ts'
import { trailblazer } from '../support/trailblazer.ts'

let db: Db
const trail: Program = { ...fasttrack, id: 'trail', tiers: trailblazer }
const asOf = new Date('2027-03-15T12:00:00Z')
const partner = {
  country: 'DE',
  email: null,
  psm_id: null,
  psm_name: null,
  psm_email: null,
  time_zone: 'Europe/Berlin',
}

beforeAll(async () => {
  db = (await ownDatabase()).db
  await publishProgram(db, trail)
  await addPartner(db, { ...partner, id: 'global', name: 'G', parent_id: null, level: 'global' })
  for (const id of ['one', 'two', 'three', 'idle'])
    await addPartner(db, { ...partner, id, name: id, parent_id: 'global', level: 'membership' })
  await addPartner(db, { ...partner, id: 'place', name: 'P', parent_id: 'one', level: 'location' })
  for (const [i, id] of ['one', 'two', 'three'].entries())
    await db
      .insertInto('memberships')
      .values({ partner_id: id, program_id: 'csat-index', renews_on: `2027-0${4 + i}-01` })
      .execute()
  for (const programId of ['csat-index', 'trail'])
    for (const [i, partnerId] of ['one', 'place', 'two', 'place', 'one', 'two'].entries())
      await keep({ programId, partnerId, source: `${programId}-${i}` })
  await tellFigures(db, { programId: 'trail', partnerId: 'three' }, { certifications: 50 })
})

afterAll(async () => {
  await db.destroy()
})

async function keep(given: { programId: string; partnerId: string; source: string }): Promise<void> {
  const at = new Date('2027-02-01T12:00:00Z')
  await keepEvidence(db, { ...given, kind: 'response', engagementId: null, organisation: 'contoso', value: 4, at })
}

async function all(program: Program, when: Date): Promise<readonly Assessment[]> {
  const assessments: Assessment[] = []
  for await (const assessment of assessAll(db, { program, asOf: when })) assessments.push(assessment)
  return assessments
}

describe('all standings of a program', () => {
  it('are those of each partner by itself, told once for a membership and its locations', async () => {
    const assessments = await all(csatIndex, asOf)

    expect(assessments.map(({ partnerId }) => partnerId)).toEqual(['one', 'three', 'two'])
    expect(assessments.map(({ standing }) => standing.value)).toEqual([2, 0, 2])
    for (const { partnerId, standing, tier } of assessments) {
      const single = await assess(db, { programId: 'csat-index', partnerId, asOf })
      expect({ standing, tier }).toEqual({ standing: single.standing, tier: single.tier })
    }
  })

  it('[PC-08] leave out who takes no part, and know who has nothing but figures', async () => {
    const assessments = await all(trail, new Date(Date.now() + 60_000))

    const byPartner = new Map(assessments.map((one) => [one.partnerId, one]))
    expect(byPartner.get('three')?.tier).toMatchObject({ score: 125, name: 'Base' })
    expect(byPartner.has('idle')).toBe(false)
    expect(byPartner.has('global')).toBe(false)
  })

  it('[PV-04] go by the rules in force on the day', async () => {
    const stricter = { ...fasttrack.standing, above: 150 }
    await publishProgram(db, { ...trail, version: 2, takesEffect: { on: '2027-09-01' }, standing: stricter })
    const on = async (day: string) => (await assess(db, { programId: 'trail', partnerId: 'one', asOf: day })).standing

    expect(await on('2027-08-31')).toMatchObject({ threshold: 80, met: true })
    expect(await on('2027-09-01')).toMatchObject({ threshold: 150, met: true })
  })

  it('[PV-04] can go by rules that are not published', async () => {
    const draft: Program = { ...csatIndex, standing: { ...fasttrack.standing } }

    const { standing } = await assess(db, { programId: 'csat-index', partnerId: 'place', asOf, program: draft })

    expect(standing).toMatchObject({ met: true, measure: 'nsat', value: 200, n: 4 })
  })
})
