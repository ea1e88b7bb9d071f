import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf, countsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
})

const at = '2026-11-23T09:00:00Z'
const report = (body: unknown) =>
  portal(world()).call('POST', '/v1/facts', {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

async function theirs(): Promise<string> {
  const body = {
    program: 'fasttrack',
    partnerId: 'northwind',
    externalId: 'theirs',
    customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
    subject: { kind: 'workload', name: 'Exchange' },
  }
  return (await portal(world()).call('POST', '/v1/engagements', { role: 'operator', body })).body.id
}

describe('a list of facts', () => {
  it('is answered line by line: the good ones are kept, the bad ones named', async () => {
    const { open } = portal(world())
    const [engagementId, other] = [await open('mixed'), await theirs()]
    const fact = { engagementId, type: 'milestone', percent: 10, at, eventId: 'one' }
    const before = await countsOf(world().db)

    const { status, body } = await report([
      fact,
      fact,
      { ...fact, percent: 11 },
      { ...fact, eventId: 'two', percent: 101 },
      { ...fact, eventId: 'two', engagementId: 'eng_nothing' },
      { ...fact, eventId: 'two', engagementId: other },
      { ...fact, eventId: 'two', type: 'party' },
      { ...fact, eventId: 'two', at: '2026-02-30T09:00:00Z' },
      { type: 'completed', at, eventId: 'two' },
      { ...fact, engagementId: 7 },
      { ...fact, engagementId: "'; drop table facts; --" },
      null,
      'milestone',
      [fact],
      { engagementId, type: 'payment', status: 'completed', at, eventId: 'three' },
    ])

    expect(status).toBe(200)
    const answers = body.results.map(
      (result: { line: number; status: string; problem?: { type: string; errors: { field: string }[] } }) =>
        [result.line, result.status, result.problem?.type.split(':').at(-1), result.problem?.errors[0]?.field]
          .filter(Boolean)
          .join(' '),
    )
    expect(answers).toEqual([
      '1 recorded',
      '2 repeated',
      '3 refused fact.conflict',
      '4 refused request.invalid /percent',
      '5 refused not-found',
      '6 refused not-found',
      '7 refused request.invalid /type',
      '8 refused request.invalid /at',
      '9 refused request.invalid /engagementId',
      '10 refused request.invalid /engagementId',
      '11 refused request.invalid /engagementId',
      '12 refused request.invalid /engagementId',
      '13 refused request.invalid /engagementId',
      '14 refused request.invalid /engagementId',
      '15 recorded',
    ])
    const after = await countsOf(world().db)
    expect(after).toEqual({
      ...before,
      facts: Number(before['facts']) + 2,
      outbox: Number(before['outbox']) + 2,
      audit: Number(before['audit']) + 2,
    })
  })

  it('[MX-13] may have 1,000 lines, and come again without a change', async () => {
    const { open, see } = portal(world())
    const [one, other] = [await open('thousand-1'), await open('thousand-2')]
    const lines = Array.from({ length: 1000 }, (_, i) => ({
      engagementId: i % 2 === 0 ? one : other,
      type: 'milestone',
      percent: i % 101,
      at: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
      eventId: `event-${i}`,
    }))

    const { body } = await report(lines)
    expect(body.results.map(({ line, status }: { line: number; status: string }) => `${line} ${status}`)).toEqual(
      lines.map((_, i) => `${i + 1} recorded`),
    )
    expect((await see(one)).gates).toMatchObject([{ gate: 'milestone', reached: true }, { reached: false }])

    const before = await contentsOf(world().db)
    const again = await report(lines)
    expect(new Set(again.body.results.map(({ status }: { status: string }) => status))).toEqual(new Set(['repeated']))
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it.each([0, 1001])('is refused with %d lines', async (length) => {
    const id = await portal(world()).open(`lines-${length}`)
    const before = await contentsOf(world().db)
    const lines = Array.from({ length }, (_, i) => ({ engagementId: id, type: 'completed', at, eventId: `e${i}` }))

    expect(await report(lines)).toMatchObject({ status: 400, body: { errors: [{ field: '/' }] } })
    expect(await contentsOf(world().db)).toEqual(before)
  })
})

describe('a fact', () => {
  it('[FT-01] shows at once in gates, in what is waited for, and in the timeline', async () => {
    const { open, report: tell, see } = portal(world())
    const id = await open('shown')
    expect(await see(id)).toMatchObject({ waitingFor: { what: 'milestone', owedBy: 'partner', until: null } })

    await tell(id, { type: 'milestone', percent: 10, eventId: 'm' })
    expect(await see(id)).toMatchObject({
      gates: [
        { gate: 'milestone', percent: 10, reached: true },
        { gate: 'payment', reached: false },
      ],
      waitingFor: { what: 'payment', owedBy: 'owner' },
      timeline: [{ what: 'opened' }, { what: 'fact.milestone', percent: 10, eventId: 'm' }],
    })

    await tell(id, { type: 'payment', status: 'completed' })
    await tell(id, { type: 'payment', status: 'reversed', at: new Date(Date.now() + 1000).toISOString() })
    expect(await see(id)).toMatchObject({
      gates: [{ reached: true }, { gate: 'payment', reached: false }],
      waitingFor: { what: 'payment' },
    })
  })

  it('[MX-10] is in the audit trail with who reported it, and nobody can change that', async () => {
    const { open, report: tell, see } = portal(world())
    const id = await open('audited')
    await tell(id, { type: 'milestone', percent: 10 })

    const { timeline } = await see(id)
    expect(timeline).toMatchObject([{ by: expect.stringMatching(/^key_/) }, { by: expect.stringMatching(/^key_/) }])
    const { db } = world()
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('audit only grows')
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('audit only grows')
  })
})

describe('the list of engagements', () => {
  it('is paged without losing one, however close in time they were opened', async () => {
    const { call, open } = portal(world())
    const opened = await Promise.all(Array.from({ length: 20 }, (_, i) => open(`page-${i}`)))
    for (const [i, id] of opened.entries()) {
      const opening = sql<Date>`timestamptz '2026-01-01 00:00:00Z' + ${i * 100} * interval '1 microsecond'`
      await world().db.updateTable('engagements').set({ created_at: opening }).where('id', '=', id).execute()
    }
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await call('GET', `/v1/engagements?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      expect(body.engagements.length).toBeLessThanOrEqual(3)
      seen.push(...body.engagements.map(({ id }: { id: string }) => id))
      cursor = body.cursor
    }

    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(opened))
  })
})
