import { describe, expect, it } from 'vitest'
import { excludeEvidence, keepEvidence } from '../../src/db/evidence.ts'
import { addOptOut } from '../../src/db/optOuts.ts'
import { addPartner } from '../../src/db/partners.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { survey } from '../support/invited.ts'
import { person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('a standing', () => {
  it('[CI-11] is there seconds after the last answer, and nobody is told where it stood first', async () => {
    const { invited, mail, tokenIn, answer } = survey(world())
    await invited('answered', ['quick'])
    const token = tokenIn(await mail(person('quick').email, 'two minutes'))

    await answer(token, { overall: 4 })

    const within = { timeout: 10_000, interval: 50 }
    await expect.poll(() => history('fabrikam'), within).toHaveLength(1)
    const [first] = await history('fabrikam')
    expect(first).toMatchObject({ met: true, value: 200, threshold: 80, n: 1, tier: null, told: null })
    expect(first.changed).toEqual(['met', 'tier', 'value', 'threshold', 'n'])
    const mails = await portal(world()).mails('projects@fabrikam.example')
    expect(mails.filter(({ subject }) => subject.includes('standing'))).toEqual([])
  })

  it('[CI-11] that changes sides is told to the partner, once', async () => {
    const partner = await addOne('changes')
    await rate(partner, 'good', 4)
    await expect.poll(() => history(partner)).toHaveLength(1)

    await rate(partner, 'bad-1', 1)
    await expect.poll(() => history(partner)).toMatchObject([{ met: true, n: 2 }, {}])
    await rate(partner, 'bad-2', 1)

    const letter = await portal(world()).mail(`${partner}@partners.example`, 'standing')
    expect(letter.text).toContain('no longer meets the requirement')
    const told = { to: 'partner', at: expect.any(String) }
    await expect.poll(() => history(partner)).toMatchObject([{ met: false, told }, { told: null }, { told: null }])
    await exclude('bad-2')
    await expect.poll(() => history(partner)).toMatchObject([{ met: true, told }, {}, {}, {}])
    expect(await portal(world()).mails(`${partner}@partners.example`)).toHaveLength(2)
  })

  it('[MX-07] is told to who stands in for a partner that wants no more email', async () => {
    const partner = await addOne('silent', { psm: 'psm-of-silent@plaudit.example' })
    await addOptOut(world().db, 'silent@partners.example')
    await rate(partner, 'silent-good', 4)
    await expect.poll(() => history(partner)).toHaveLength(1)

    await rate(partner, 'silent-bad', 1)
    await expect.poll(() => history(partner)).toHaveLength(2)
    await rate(partner, 'silent-worse', 1)

    await portal(world()).mail('psm-of-silent@plaudit.example', 'standing')
    await expect.poll(() => history(partner)).toMatchObject([{ told: { to: 'psm' } }, {}, {}])
    expect(await portal(world()).mails('silent@partners.example')).toEqual([])
  })

  it('[MX-05] of a confidential program keeps to itself what fewer than five have said', async () => {
    await publishProgram(world().db, { ...fasttrack, id: 'hushed', privacy: 'confidential' })
    const partner = await addOne('few')
    for (const [i, value] of [4, 1, 1].entries()) {
      await rate(partner, `few-${i}`, value, 'hushed')
      await expect.poll(() => history(partner, 'hushed')).toHaveLength(i + 1)
    }

    const letter = await portal(world()).mail(`${partner}@partners.example`, 'standing')

    expect(letter.text).toContain('Not shown, as answers are confidential')
    expect(letter.text).not.toContain('66.7')
    expect(await history(partner, 'hushed')).toMatchObject([{ value: null, n: 3 }, { value: null }, { value: null }])
    await rate(partner, 'few-3', 4, 'hushed')
    await rate(partner, 'few-4', 4, 'hushed')
    await expect.poll(async () => (await history(partner, 'hushed'))[0]).toMatchObject({ n: 5, value: 120 })
  })

  it('[MX-13] that moved while nobody was there to find it is found afterwards', async () => {
    const partner = await addOne('meanwhile')
    await world().stopRelay()
    await rate(partner, 'meanwhile-1', 4)
    await rate(partner, 'meanwhile-2', 3)
    expect(await history(partner)).toEqual([])

    world().startRelay()

    await expect.poll(() => history(partner)).toMatchObject([{ n: 2, met: true }])
  })
})

async function history(partner: string, program = 'fasttrack') {
  const answer = await portal(world(), 'operator').call('GET', `/v1/partners/${partner}/standings/${program}/history`)
  expect(answer.status).toBe(200)
  return answer.body.standings
}

async function addOne(id: string, { psm }: { psm?: string } = {}): Promise<string> {
  const insider = { psm_id: psm ? 'psm-1' : null, psm_name: psm ? 'Nora' : null, psm_email: psm ?? null }
  const email = `${id}@partners.example`
  await addPartner(world().db, { id, name: id, country: 'DE', parent_id: null, email, ...insider })
  return id
}

/** Evidence as an accepted answer leaves it. */
async function rate(partnerId: string, source: string, value: number, programId = 'fasttrack'): Promise<void> {
  const place = { programId, partnerId, engagementId: null, organisation: 'contoso' }
  await keepEvidence(world().db, { ...place, kind: 'response', source, value, at: new Date() })
}

async function exclude(source: string): Promise<void> {
  await excludeEvidence(world().db, [source], 'disqualified')
}
