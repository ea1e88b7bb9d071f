import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashOfAddress } from '../../../src/db/address.ts'
import { lockPeople, requestsOf } from '../../../src/db/requests.ts'
import { audited } from '../../support/audit.ts'
import { ada, portal } from '../../support/portal.ts'
import { pulse } from '../../support/pulse.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
  await portal(world()).call('POST', '/v1/programs', { role: 'owner', body: pulse })
  const membership = { partner_id: 'fabrikam', program_id: 'pulse', renews_on: null, competencies: ['Coaching'] }
  await world().db.insertInto('memberships').values(membership).execute()
})

const import_ = { program: 'pulse', kind: 'evaluation', origin: 'Metrics that Matter, November' }

async function send(items: readonly object[], change: object = {}, partnerId = 'fabrikam') {
  return portal(world()).call('POST', `/v1/partners/${partnerId}/evidence`, { body: { ...import_, items, ...change } })
}

async function pieces(query = '') {
  return (await portal(world()).call('GET', `/v1/evidence${query}`, { role: 'operator' })).body.evidence
}

async function decide(id: string, what: 'accept' | 'reject', body?: object) {
  return portal(world()).call('POST', `/v1/evidence/${id}/${what}`, { role: 'operator', ...(body && { body }) })
}

async function standing() {
  return (await portal(world()).call('GET', '/v1/partners/fabrikam/standings/pulse')).body
}

describe('evidence from elsewhere', () => {
  it('[CI-12] counts on no day until the operator accepts it, from its own day on then, and not once it is rejected', async () => {
    const items = [
      { id: 'mtm-1', at: days(40), value: 91.5 },
      { id: 'mtm-2', at: days(20), value: 88 },
    ]
    expect(await send(items)).toMatchObject({ status: 200, body: { accepted: 2, repeated: 0, rejected: [] } })

    const undecided = await pieces('?state=undecided')
    expect(undecided).toMatchObject([
      { state: 'undecided', origin: import_.origin, decidedBy: null },
      { state: 'undecided' },
    ])
    expect(await standing()).toMatchObject({ met: false, excluded: [{ reason: 'undecided' }, { reason: 'undecided' }] })
    const past = `/v1/partners/fabrikam/standings/pulse?asOf=${days(10)}`
    expect((await portal(world()).call('GET', past)).body).toMatchObject({ met: false })

    for (const { id } of undecided) expect((await decide(id, 'accept')).status).toBe(200)
    expect(await standing()).toMatchObject({ met: true, value: 2 })
    expect((await portal(world()).call('GET', past)).body).toMatchObject({ met: true })

    const [{ id, evidenceId }] = undecided
    expect((await decide(id, 'reject', { reason: 'The course was not ours.' })).status).toBe(200)
    expect(await standing()).toMatchObject({
      met: false,
      excluded: expect.arrayContaining([{ id: evidenceId, reason: 'rejected' }]),
    })
    expect((await pieces('?state=rejected'))[0]).toMatchObject({
      id,
      origin: import_.origin,
      reason: 'The course was not ours.',
      decidedBy: expect.stringMatching(/^key_/),
    })
    const audit = await audited(world().db, 'evidence.%')
    expect(audit.map(({ what }) => what)).toEqual([
      'evidence.imported',
      'evidence.accepted',
      'evidence.accepted',
      'evidence.rejected',
    ])
  })

  it('[PV-02] is imported once, however often it is sent, and never changed by another import', async () => {
    const item = { id: 'once', at: days(5), value: 80 }
    await send([item])
    const before = await contentsOf(world().db)

    expect((await send([item])).body).toEqual({ accepted: 0, repeated: 1, rejected: [] })
    expect((await send([{ ...item, value: 100 }])).body).toMatchObject({
      accepted: 0,
      rejected: [{ row: 1, field: 'id', reason: expect.stringContaining("'once'") }],
    })

    expect(await contentsOf(world().db)).toEqual(before)
    const twice = { id: 'twice', at: days(5) }
    expect((await send([twice, twice, { ...twice, value: 5 }])).body).toMatchObject({
      accepted: 1,
      repeated: 1,
      rejected: [{ row: 3, field: 'id' }],
    })
  })

  it('[PV-02] comes as CSV, too: bad rows are named, good ones kept', async () => {
    const csv = [
      'ID;At;Organisation;Value;Email',
      `c-1;${days(3)};contoso;4;`,
      'c-2;yesterday;contoso;9;nobody',
      `c-3;${days(2)};tailspin;;`,
    ].join('\n')
    const query = new URLSearchParams({ program: 'pulse', kind: 'survey-result', origin: 'Our own survey' }).toString()

    const { status, body } = await portal(world()).call('POST', `/v1/partners/fabrikam/evidence?${query}`, {
      body: csv,
      headers: { 'content-type': 'text/csv' },
    })

    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 2, repeated: 0 })
    expect(body.rejected.map(({ row, field }: { row: number; field: string }) => `${row} ${field}`)).toEqual([
      '2 at',
      '2 value',
      '2 email',
    ])
  })

  it('[PV-02] as CSV says what is wrong with the table or its query', async () => {
    const url = '/v1/partners/fabrikam/evidence'
    const headers = { 'content-type': 'text/csv' }
    const query = '?program=pulse&kind=survey-result&origin=ours'

    const bare = await portal(world()).call('POST', url, { body: 'id,at\nx,2026-01-01', headers })
    const headless = await portal(world()).call('POST', `${url}${query}`, { body: 'name,day\nx,2026-01-01', headers })

    expect(bare).toMatchObject({ status: 400, body: { type: 'urn:plaudit:problem:request.invalid' } })
    expect(headless).toMatchObject({ status: 400, body: { type: 'urn:plaudit:problem:evidence.unreadable' } })
    expect(headless.body.detail).toContain('id, at')
  })

  it('[PV-01] has the person who was asked elsewhere in the calendar, and their address nowhere', async () => {
    const email = 'Surveyed@Elsewhere.example'
    const items = [{ id: 'asked', at: days(7), email }]
    await send(items, { kind: 'survey-result' })
    await send(items, { kind: 'survey-result' })

    expect(await requestsOf(world().db, hashOfAddress(email))).toEqual([new Date(`${days(7)}T00:00:00Z`)])
    const everything = await world().db.selectFrom('imported_evidence').selectAll().execute()
    expect(JSON.stringify(everything).toLowerCase()).not.toContain('elsewhere.example')
    const { body } = await portal(world()).call('POST', '/v1/people/export', { role: 'operator', body: { email } })
    expect(body.requests).toMatchObject([{ purpose: 'survey', engagement: null }])
    await portal(world()).call('POST', '/v1/people/erase', { role: 'operator', body: { email } })
    expect(await requestsOf(world().db, hashOfAddress(email))).toEqual([])
  })

  it.each([
    ['of a kind the program does not take', 'fasttrack', 'evaluation'],
    ['of a program that is not there', 'unheard-of', 'survey-result'],
  ])('[PV-02] %s is refused', async (_what, program, kind) => {
    const before = await contentsOf(world().db)

    const refused = await send([{ id: 'x', at: days(1) }], { program, kind })

    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:plaudit:problem:evidence.not-taken' } })
    expect(await contentsOf(world().db)).toEqual(before)
  })
})

describe("another partner's evidence", () => {
  it('[MX-09] can neither be imported nor read, and none but the operator decides', async () => {
    const { call } = portal(world())
    const theirs = await call('POST', '/v1/partners/northwind/evidence', {
      role: 'operator',
      body: { ...import_, items: [{ id: 'theirs', at: days(1) }] },
    })
    expect(theirs.body).toMatchObject({ accepted: 1 })
    const [{ id }] = await pieces('?partnerId=northwind')
    const before = await contentsOf(world().db)

    expect((await send([{ id: 'mine', at: days(1) }], {}, 'northwind')).status).toBe(404)
    for (const role of ['partner', 'psm', 'survey-manager', 'delegate'] as const) {
      const { body } = await call('GET', '/v1/evidence', { role })
      expect(body.evidence.length).toBeGreaterThan(0)
      expect(body.evidence.every((piece: { partnerId: string }) => piece.partnerId === 'fabrikam')).toBe(true)
      expect((await call('GET', '/v1/evidence?partnerId=northwind', { role })).body.evidence).toEqual([])
      expect((await call('POST', `/v1/evidence/${id}/accept`, { role })).status).toBe(403)
      expect((await call('POST', `/v1/evidence/${id}/reject`, { role, body: { reason: 'r' } })).status).toBe(403)
    }
    expect((await call('GET', '/v1/evidence', { role: 'owner' })).status).toBe(403)

    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[PV-01] of somebody who is about to be asked waits until that is decided', async () => {
    const { db } = world()
    const { open, name } = portal(world())
    await name(await open('known'), [ada])
    const at = days(1)
    const items = [{ id: 'asked-1', at, organisation: 'contoso', value: 5, email: ada.email }]
    let sending: ReturnType<typeof send> | undefined

    await db.transaction().execute(async (tx) => {
      await lockPeople(tx, [hashOfAddress(ada.email)])
      sending = send(items, { kind: 'survey-result' })
      const waiting = sql<{ n: string }>`select count(*) as n from pg_locks where locktype = 'advisory' and not granted`
      await expect.poll(async () => (await waiting.execute(db)).rows).toEqual([{ n: '1' }])
      expect(await requestsOf(tx, hashOfAddress(ada.email))).toEqual([])
    })

    expect(await sending).toMatchObject({ status: 200, body: { accepted: 1, rejected: [] } })
    expect(await requestsOf(db, hashOfAddress(ada.email))).toHaveLength(1)
  })
})
