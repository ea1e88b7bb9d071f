import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { standingActivities } from '../../activities/standings.ts'
import { keepEvidence } from '../../src/db/evidence.ts'
import { addPartner, type NewPartner } from '../../src/db/partners.ts'
import { type Day, dayAfter, dayAt } from '../../src/domain/calendar.ts'
import { ledger } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('the daily run', () => {
  it('[CI-11] keeps what days alone have changed, and tells of it', async () => {
    const partner = await add('aged')
    await rate(partner, 'aged-then', 4, { daysAgo: 364 })
    await rate(partner, 'aged-since', 1, { daysAgo: 5 })
    await found(partner, { n: 2, met: true })
    await age(partner, { days: 10 })

    await runDaily()
    world().startRelay()

    await found(partner, { n: 1, met: false })
    const letter = await portal(world()).mail(`${partner}@partners.example`, 'standing')
    expect(letter.text).toContain('no longer meets the requirement')
  })

  it('[CI-14] sends each notice of a renewal once, with what is missing, in the language of the partner', async () => {
    const partner = await add('renewing', { language: 'de', time_zone: 'Europe/Berlin' })
    await join(partner, dayAfter(today('Europe/Berlin'), '30 days'))
    await rateIndex(partner, 2)

    await runDaily()
    await runDaily()

    const mails = await notices(partner)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('Noch 30 Tage bis zur Verlängerung')
    expect(mails[0]?.text).toContain('Noch nötig: 8 Antworten')
    await join(partner, dayAfter(today('Europe/Berlin'), '29 days'))
    await runDaily()
    expect(await notices(partner)).toHaveLength(2)
  })

  it('[CI-14] tells on the day of the renewal how it went, by what was there when it began', async () => {
    const partner = await add('renewed')
    await join(partner, today('UTC'), { daysAgo: 400 })
    await rateIndex(partner, 9, { daysAgo: 30, organisations: 2 })
    await rateIndex(partner, 1)

    await runDaily()

    const [mail] = await notices(partner)
    expect(mail?.subject).toBe('CSAT Index: the renewal of renewed')
    expect(mail?.text).toContain('was not met in time')
    expect(mail?.text).toContain('9 of 10')
  })

  it('[CI-14] leaves in peace who has all that is needed', async () => {
    const partner = await add('prepared')
    await join(partner, dayAfter(today('UTC'), '90 days'))
    await rateIndex(partner, 10, { organisations: 2 })

    await runDaily()

    expect(await notices(partner)).toEqual([])
  })

  it('[MX-13] that is killed before its letters leave sends each once, by whoever comes next', async () => {
    const partner = await add('killed')
    await join(partner, dayAfter(today('UTC'), '30 days'))
    const { db, relayed } = world()
    const config = { ...relayed.config, SURVEY_SECRET: 'x'.repeat(32), OWNER_EMAIL: 'o@plaudit.example' }
    const mailer = { send: () => Promise.reject(new Error('nobody sends here')) }
    const activities = standingActivities({ db, mailer, config: { ...config, REQUEST_INTERVAL: '1 ms' } })
    await activities.keepStandings({ programId: 'csat-index', after: '' })
    await activities.keepStandings({ programId: 'csat-index', after: '' })
    expect(await notices(partner)).toEqual([])

    await db
      .updateTable('letters')
      .set({ claimed_at: sql<Date>`now() - interval '1 hour'` })
      .where('about', '=', `csat-index/${partner}`)
      .execute()
    await watchdog(world()).look()
    await runDaily()

    expect(await notices(partner)).toHaveLength(1)
    await ledger(world()).expectEachLetterDeliveredOnce()
  })
})

async function add(id: string, place: Partial<NewPartner> = {}): Promise<string> {
  const nobody = { psm_id: null, psm_name: null, psm_email: null, parent_id: null }
  await addPartner(world().db, { id, name: id, country: 'DE', email: `${id}@partners.example`, ...nobody, ...place })
  return id
}

/** Makes a membership of the index, or has it renewed on another day. */
async function join(partner_id: string, renews_on: Day, { daysAgo = 0 } = {}): Promise<void> {
  const created_at = new Date(Date.now() - daysAgo * aDay)
  await world()
    .db.insertInto('memberships')
    .values({ partner_id, program_id: 'csat-index', renews_on, created_at })
    .onConflict((conflict) => conflict.columns(['partner_id', 'program_id']).doUpdateSet({ renews_on }))
    .execute()
}

const aDay = 24 * 60 * 60 * 1000

function today(zone: string): Day {
  return dayAt(new Date(), zone)
}

async function rate(partnerId: string, source: string, value: number, { daysAgo }: { daysAgo: number }): Promise<void> {
  const place = { programId: 'fasttrack', partnerId, engagementId: null, organisation: 'contoso' }
  const at = new Date(Date.now() - daysAgo * aDay)
  await keepEvidence(world().db, { ...place, kind: 'response', source, value, at })
}

/** So many answers of the index, spread over some organisations. */
async function rateIndex(partnerId: string, count: number, { daysAgo = 0, organisations = 1 } = {}): Promise<void> {
  const at = new Date(Date.now() - daysAgo * aDay)
  for (let i = 0; i < count; i += 1) {
    const place = { programId: 'csat-index', partnerId, engagementId: null, organisation: `c${i % organisations}` }
    await keepEvidence(world().db, { ...place, kind: 'response', source: randomUUID(), value: 4, at })
  }
}

/** Has time pass for a partner's evidence while nobody is there to notice. The relay stays away. */
async function age(partner: string, { days }: { days: number }): Promise<void> {
  const { db, stopRelay } = world()
  await stopRelay()
  await db
    .updateTable('evidence')
    .set({ at: sql`at - make_interval(days => ${days})` })
    .where('partner_id', '=', partner)
    .execute()
  await db.deleteFrom('standings_due').execute()
}

/** As its schedule starts it. */
async function runDaily(): Promise<void> {
  const { client, relayed } = world()
  const taskQueue = relayed.config.TASK_QUEUE
  await client.workflow.execute('standings', { workflowId: randomUUID(), taskQueue, args: [] })
}

async function found(partner: string, expected: object): Promise<void> {
  const all = world().db.selectFrom('standings').selectAll().where('partner_id', '=', partner)
  const newest = async () => all.orderBy('at', 'desc').executeTakeFirst()
  await expect.poll(newest, { timeout: 20_000 }).toMatchObject(expected)
}

async function notices(partner: string) {
  return portal(world()).mails(`${partner}@partners.example`)
}
