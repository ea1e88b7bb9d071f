import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { standingActivities } from '../../activities/standings.ts'
import { keepEvidence } from '../../src/db/evidence.ts'
import { addPartner } from '../../src/db/partners.ts'
import { dayAt } from '../../src/domain/calendar.ts'
import type { Program } from '../../src/domain/program.ts'
import { firstAllowedDay } from '../../src/domain/ruleChange.ts'
import { longDate } from '../../src/locales/dates.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { ledger } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })
const today = dayAt(new Date(), 'UTC')
const later = firstAllowedDay(today)

describe('the announcement of a change of rules', () => {
  it('[PV-04] reaches each membership at once, says on which side it would stand, and comes once', async () => {
    await join('strong', { answers: 11 })
    await join('enough', { answers: 10 })
    await join('few', { answers: 2 })

    await publish({ version: 2, takesEffect: { on: later }, atLeast: 11 })

    const strong = await letterTo('strong', 2)
    expect(strong.subject).toBe(`CSAT Index: new rules from ${longDate('en-US', new Date(later))}`)
    expect(strong.text).toContain('follows version 2 of its rules')
    expect(strong.text).toContain('would stay as it is')
    expect((await letterTo('enough', 2)).text).toContain('enough would no longer meet the requirement')
    expect((await letterTo('few', 2)).text).toContain('would stay as it is')
    await publish({ version: 2, takesEffect: { on: later }, atLeast: 11 })
    await answerFor('strong', 1)
    await runDaily()
    for (const partner of ['strong', 'enough', 'few']) expect(await lettersTo(partner)).toHaveLength(1)
  })

  it('[PV-04] [MX-13] is written once, by whoever comes next when one who writes it dies', async () => {
    await join('killed', { answers: 10 })
    const before = await letterTo('killed', 2)
    await world().stopRelay()
    await publish({ version: 3, takesEffect: { on: later, override: 'A correction.' }, atLeast: 12 })

    await diesBeforeSending()
    expect(await lettersTo('killed')).toEqual([before])
    await watchdogComes()
    world().startRelay()

    expect((await letterTo('killed', 3)).text).toContain('The reason given: A correction.')
    await runDaily()
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[PV-04] that counts at once is compared with the rules before it, and no news to who joins under it', async () => {
    await publish({ version: 4, takesEffect: { on: today, override: 'A court decided so.' }, atLeast: 5 })
    await join('late', { answers: 0 })

    expect((await letterTo('few', 4)).text).toContain('would stay as it is')
    await expect.poll(() => standingsOf('late')).toMatchObject([{ met: false, threshold: 5, program_version: 4 }])
    expect(await lettersTo('late')).toEqual([])
  })
})

describe('a standing', () => {
  it('[CI-13] is found anew as soon as its membership or its place in the tree changes', async () => {
    const { call } = portal(world(), 'operator')
    await join('moved', { answers: 0 })
    await expect.poll(() => standingsOf('moved')).toHaveLength(1)
    await addOne('moved-berlin', { level: 'location' })
    await answerFor('moved-berlin', 3)
    expect(await standingsOf('moved')).toHaveLength(1)

    const { status } = await call('PATCH', '/v1/partners/moved-berlin', { body: { parentId: 'moved' } })

    expect(status).toBe(200)
    await expect.poll(() => standingsOf('moved')).toMatchObject([{ n: 3 }, { n: 0 }])
    await call('PUT', '/v1/partners/moved/memberships/csat-index', { body: { renewsOn: today } })
    await expect.poll(() => standingsOf('moved')).toMatchObject([{ n: 0 }, { n: 3 }, { n: 0 }])
  })
})

async function join(id: string, { answers }: { answers: number }): Promise<void> {
  await addOne(id)
  await answerFor(id, answers)
  const url = `/v1/partners/${id}/memberships/csat-index`
  expect((await portal(world(), 'operator').call('PUT', url, { body: {} })).status).toBe(200)
}

async function addOne(id: string, place: { level?: 'location' } = {}): Promise<void> {
  const nobody = { psm_id: null, psm_name: null, psm_email: null, parent_id: null }
  await addPartner(world().db, { id, name: id, country: 'DE', email: `${id}@partners.example`, ...nobody, ...place })
}

/** So many answers, of two organisations, given the day before yesterday. */
async function answerFor(partnerId: string, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const place = { programId: 'csat-index', partnerId, engagementId: null, organisation: `c${i % 2}` }
    const at = new Date(Date.now() - 2 * 86_400_000)
    await keepEvidence(world().db, { ...place, kind: 'response', source: randomUUID(), value: 4, at })
  }
}

async function publish({ atLeast, ...change }: Partial<Program> & { atLeast: number }): Promise<void> {
  const body = { ...csatIndex, ...change, standing: { ...csatIndex.standing, atLeast } }
  expect((await portal(world(), 'owner').call('POST', '/v1/programs', { body })).status).toBeLessThan(300)
}

async function lettersTo(partner: string) {
  const mails = await portal(world()).mails(`${partner}@partners.example`)
  return mails.filter(({ subject }) => subject.includes('new rules'))
}

async function letterTo(partner: string, version: number) {
  const find = async () => (await lettersTo(partner)).find(({ text }) => text.includes(`follows version ${version} `))
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  const letter = await find()
  if (!letter) throw new Error('the letter is gone')
  return letter
}

/** A worker that claims what is to be sent, twice, and never comes to send it. */
async function diesBeforeSending(): Promise<void> {
  const { db, relayed } = world()
  const settings = { SURVEY_SECRET: 'x'.repeat(32), OWNER_EMAIL: 'o@plaudit.example', REQUEST_INTERVAL: '1 ms' }
  const mailer = { send: () => Promise.reject(new Error('nobody sends here')) }
  const activities = standingActivities({ db, mailer, config: { ...relayed.config, ...settings } })
  for (const _ of [1, 2]) await activities.keepStanding({ programId: 'csat-index', partnerId: 'killed' })
}

/** A quarter of an hour later. */
async function watchdogComes(): Promise<void> {
  const claimed_at = sql<Date>`now() - interval '1 hour'`
  await world().db.updateTable('letters').set({ claimed_at }).where('status', '=', 'claimed').execute()
  await watchdog(world()).look()
}

/** As its schedule starts it. */
async function runDaily(): Promise<void> {
  const { client, relayed } = world()
  await client.workflow.execute('standings', {
    workflowId: randomUUID(),
    taskQueue: relayed.config.TASK_QUEUE,
    args: [],
  })
}

async function standingsOf(partner: string) {
  const all = world().db.selectFrom('standings').selectAll().where('partner_id', '=', partner)
  return all.orderBy('at', 'desc').orderBy('id', 'desc').execute()
}
