import { beforeAll, describe, expect, it, vi } from 'vitest'
import { openTask } from '../../../src/db/tasks.ts'
import { textOf, visitor } from '../../support/console.ts'
import { survey } from '../../support/invited.ts'
import { person } from '../../support/ledger.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const { get, post } = visitor(world)
let ours = ''
let theirs = ''

beforeAll(async () => {
  const { call, open } = survey(world())
  const opening = {
    program: 'fasttrack',
    partnerId: 'northwind',
    externalId: 'theirs',
    customer: { id: 'contoso', name: 'Hidden Customer', country: 'DE' },
    subject: { kind: 'workload', name: 'Exchange' },
  }
  theirs = (await call('POST', '/v1/engagements', { role: 'operator', body: opening })).body.id
  ours = await open('ours')
  const undelivered = world().db.selectFrom('outbox').select('id').where('delivered_at', 'is', null)
  await vi.waitUntil(async () => (await undelivered.execute()).length === 0, 10_000)
  await openTask(world().db, { kind: 'contact-unreachable', about: 'ctc_theirs', engagementId: theirs })
  await openTask(world().db, { kind: 'contact-unreachable', about: 'ctc_ours', engagementId: ours })
  await openTask(world().db, { kind: 'workflow-stuck', about: ours, engagementId: ours })
  await openTask(world().db, { kind: 'facts-undelivered', about: 'outbox' })
})

describe('tasks', () => {
  it('[MX-09] are all the operator’s to see, and a PSM sees their own about their partners alone', async () => {
    expect(await aboutSeenBy('operator')).toEqual(['ctc_ours', 'ctc_theirs', ours, 'outbox'].toSorted())
    expect(await aboutSeenBy('psm')).toEqual(['ctc_ours'])
    expect(await aboutSeenBy('psm', '?owner=operator')).toEqual([])
    expect(await aboutSeenBy('operator', '?kind=workflow-stuck')).toEqual([ours])
    const page = textOf((await get('/console/tasks', 'psm')).body)
    expect(page).toContain('ctc_ours')
    expect(page).not.toMatch(/ctc_theirs|Hidden Customer|outbox|workflow fails/)
    expect(textOf((await get('/console/tasks', 'owner')).body)).not.toMatch(
      /ctc_|Hidden Customer|outbox|workflow fails/,
    )
    expect((await get('/console/tasks', 'partner')).status).toBe(403)
  })

  it('[MX-09] of another partner cannot be closed by a PSM, over API or console, nor can the operator’s', async () => {
    const { call } = survey(world())
    const before = await contentsOf(world().db)
    for (const about of ['ctc_theirs', ours, 'outbox']) {
      const id = await idOf(about)
      const other = await call('POST', `/v1/tasks/${id}/close`, { role: 'psm' })
      const missing = await call('POST', '/v1/tasks/tsk_nothing/close', { role: 'psm' })

      expect(other.status).toBe(404)
      expect(JSON.stringify(other).replaceAll(id, 'tsk_nothing')).toBe(JSON.stringify(missing))
      expect((await post(`/console/tasks/${id}/close`, 'psm')).status).toBe(404)
    }
    expect((await post('/console/letters/let_any/resolve', 'psm', { as: 'sent' })).status).toBe(403)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[MX-10] are closed once, and the trail says by whom', async () => {
    const { call } = survey(world())
    const id = await idOf('ctc_ours')
    expect(textOf((await get(`/console/engagements/${ours}`, 'psm')).body)).toContain('have another contact named')

    for (let i = 0; i < 2; i += 1)
      expect((await call('POST', `/v1/tasks/${id}/close`, { role: 'psm' })).status).toBe(200)

    const trail = world().db.selectFrom('audit').select('actor').where('what', '=', 'task.closed')
    expect(await trail.where('engagement_id', '=', ours).execute()).toEqual([{ actor: expect.stringMatching(/^key_/) }])
    expect(await aboutSeenBy('psm', '?open=true')).toEqual([])
    expect(await aboutSeenBy('psm', '?open=false')).toEqual(['ctc_ours'])
    expect(textOf((await get('/console/tasks', 'psm')).body)).toContain('Nothing to do')
  })

  it('are counted by kind and owner in the metrics', async () => {
    const { body } = await world().app.inject('/metrics')

    expect(body).toContain('plaudit_tasks{kind="workflow-stuck",owner="operator"} 1')
    expect(body).toContain('plaudit_tasks{kind="letter-undelivered",owner="operator"} 0')
  })
})

describe('a letter nobody knows the fate of', () => {
  it('[MX-13] goes out again as a new one when a person found that it did not leave', async () => {
    const { mails } = survey(world())
    const { id, letter } = await unresolved('not-left')

    expect(await resolve(letter, 'unsent')).toEqual({ status: 200, body: { resent: true } })
    expect(await resolve(letter, 'unsent')).toEqual({ status: 200, body: { resent: false } })
    expect((await resolve(letter, 'sent')).status).toBe(409)

    const address = person('not-left').email
    await expect.poll(() => mails(address)).toHaveLength(2)
    await expect.poll(() => statuses(id)).toEqual(['sent', 'skipped'])
  })

  it('[MX-13] stays as it is when a person found that it left', async () => {
    const { mails } = survey(world())
    const { id, letter } = await unresolved('left')
    expect(textOf((await get('/console/tasks', 'operator')).body)).toContain('It did not: send it again')

    const answer = await post(`/console/letters/${letter}/resolve`, 'operator', { as: 'sent', back: '/console/tasks' })

    expect(answer).toMatchObject({ status: 303, location: '/console/tasks' })
    expect(await statuses(id)).toEqual(['sent'])
    expect(await aboutSeenBy('operator', '?kind=letter-unresolved&open=true')).toEqual([])
    expect(await mails(person('left').email)).toHaveLength(1)
    expect((await post(`/console/letters/${letter}/resolve`, 'operator', {})).status).toBe(400)
  })
})

/** An engagement whose only invitation is unresolved, with the task about it. */
async function unresolved(name: string): Promise<{ id: string; letter: string }> {
  const { invited, until } = survey(world())
  const id = await invited(name, [name])
  await until(id, { invitations: { invited: 1 } })
  const lost = { status: 'unresolved', provider_id: null, sent_at: null } as const
  const update = world().db.updateTable('letters').set(lost).where('engagement_id', '=', id)
  const { id: letter } = await update.where('kind', '=', 'survey-invitation').returning('id').executeTakeFirstOrThrow()
  await openTask(world().db, { kind: 'letter-unresolved', about: letter, engagementId: id })
  return { id, letter }
}

async function resolve(letter: string, as: 'sent' | 'unsent') {
  return survey(world()).call('POST', `/v1/letters/${letter}/resolve`, { role: 'operator', body: { as } })
}

async function statuses(id: string): Promise<readonly string[]> {
  const letters = world().db.selectFrom('letters').select('status').where('engagement_id', '=', id)
  const rows = await letters.where('kind', '=', 'survey-invitation').execute()
  return rows.map(({ status }) => status).toSorted()
}

async function aboutSeenBy(role: 'operator' | 'psm', query = ''): Promise<readonly string[]> {
  const { body } = await survey(world()).call('GET', `/v1/tasks${query}`, { role })
  return body.tasks.map(({ about }: { about: string }) => about).toSorted()
}

async function idOf(about: string): Promise<string> {
  const task = world().db.selectFrom('tasks').select('id').where('about', '=', about)
  return (await task.executeTakeFirstOrThrow()).id
}
