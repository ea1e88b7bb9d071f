import { beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '../../src/db/keys.ts'
import { dayAfter, dayAt } from '../../src/domain/calendar.ts'
import { happenedTo } from '../support/audit.ts'
import { textOf, visitor } from '../support/console.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { contentsOf } from './api/contents.ts'

const world = useWorld({ day: '1 hour' })
const { get, post } = visitor(world)
const page = '/console/new/partner-csat'
const today = dayAt(new Date(), 'UTC')

const work = {
  partnerId: 'fabrikam',
  'subject.name': 'Warehouse migration',
  'subject.delivery': 'own',
  'customer.name': 'Contoso',
  'customer.id': 'contoso',
  'customer.country': 'Germany',
}
const contact = (place: number, name: string) => ({
  [`contact-${place}-firstName`]: name,
  [`contact-${place}-lastName`]: 'Byron',
  [`contact-${place}-email`]: `${name}@contoso.example`,
  [`contact-${place}-consentAt`]: today,
  [`contact-${place}-consentSource`]: 'kick-off',
  [`contact-${place}-surveyLanguage`]: 'de',
})

beforeAll(async () => {
  await world().stopRelay()
})

describe('work that is brought in by form', () => {
  it('[PC-01] [PC-02] comes with both contacts and their consent, and its survey leaves once it is completed', async () => {
    world().startRelay()
    const { until, mail } = portal(world())
    const opened = await post(page, 'partner', { ...work, ...contact(0, 'ada'), ...contact(1, 'dan') })
    const id = idIn(opened.location)
    expect(textOf((await get(String(opened.location), 'partner')).body)).toContain('ada Byron')

    const completed = await post(`/console/engagements/${id}/completed`, 'partner', { on: today, form: 'once' })
    expect(completed).toMatchObject({ status: 303, location: `/console/engagements/${id}?done=completed` })
    await post(`/console/engagements/${id}/completed`, 'partner', { on: today, form: 'once' })

    const { gates } = await until(id, { stage: 'survey', subject: { delivery: 'own' } })
    expect(gates).toMatchObject([{ gate: 'completed', reached: true }])
    expect((await mail('ada@contoso.example', '')).html).toContain('lang="de"')
    const reported = (await happenedTo(world().db, id)).filter((what) => what === 'fact.completed')
    expect(reported).toHaveLength(1)
    expect((await get(`/console/engagements/${id}`, 'partner')).body).not.toContain('/completed"')
    await world().stopRelay()
  })

  it('[PC-02] is not completed before the contacts are there, and says who is missing', async () => {
    const id = idIn((await post(page, 'partner', { ...work, ...contact(0, 'eve') })).location)

    const { status, body } = await post(`/console/engagements/${id}/completed`, 'partner', { on: today })

    expect(status).toBe(409)
    expect(textOf(body)).toContain('name 1 secondary contact who may be asked')
    expect(await happenedTo(world().db, id)).not.toContain('fact.completed')
  })

  it.each(['', 'soon', dayAfter(today, '1 day')])('[PC-01] is not completed on %j', async (on) => {
    const id = idIn((await post(page, 'partner', work)).location)

    const { status, body } = await post(`/console/engagements/${id}/completed`, 'partner', { on })

    expect(status).toBe(422)
    expect(body).toContain('id="on-problem"')
    expect(await happenedTo(world().db, id)).not.toContain('fact.completed')
  })

  it('[MX-13] is one, however often the form is sent', async () => {
    const form = /name="form" value="([^"]+)"/.exec((await get(page, 'partner')).body)?.[1] ?? ''
    const send = () => post(page, 'partner', { ...work, ...contact(0, 'max'), form })

    const [one, other] = [await send(), await send()]

    expect(form).not.toBe('')
    expect(other.location).toBe(one.location)
  })

  it('[PC-01] says at each field what is wrong, keeps what was typed, and writes nothing', async () => {
    const before = await contentsOf(world().db)
    const wrong = {
      ...work,
      'customer.name': '',
      'customer.id': 'no spaces',
      'customer.country': 'Atlantis',
      'subject.delivery': 'own',
    }
    const stranger = { ...work, 'subject.delivery': 'by carrier pigeon' }
    const contacts = { ...work, ...contact(1, 'zoe'), 'contact-1-email': 'nope', 'contact-1-consentAt': '' }

    expect(problemsIn((await post(page, 'partner', wrong)).body)).toEqual([
      'customer.name',
      'customer.id',
      'customer.country',
    ])
    expect(problemsIn((await post(page, 'partner', stranger)).body)).toEqual(['subject.delivery'])
    const answer = await post(page, 'partner', contacts)

    expect(answer.status).toBe(422)
    expect(problemsIn(answer.body)).toEqual(['contact-1-email', 'contact-1-consentAt'])
    expect(answer.body).toContain('value="nope"')
    expect(textOf(answer.body)).toContain('Nothing was opened yet')
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it.each(roles.map((role) => [role]))('[MX-09] is for %s the same as over the API', async (role: Role) => {
    const { call } = portal(world(), role)
    const api = await call('POST', '/v1/engagements', { body: {} })
    const fact = await call('POST', '/v1/engagements/eng_missing/facts', {
      body: { type: 'completed', at: new Date().toISOString(), eventId: 'e' },
    })
    const may = api.status === 422 || api.status === 400

    expect((await get(page, role)).status).toBe(may ? 200 : 403)
    expect((await post(page, role)).status).toBe(may ? 422 : 403)
    expect((await post('/console/engagements/eng_missing/completed', role, { on: today })).status).toBe(fact.status)
    expect((await get('/console', role)).body.includes(page)).toBe(may)
  })

  it('[MX-09] is for partners of the key alone, and under programs that take it by form', async () => {
    expect((await post(page, 'partner', { ...work, partnerId: 'northwind' })).status).toBe(404)
    expect((await get('/console/new/fasttrack', 'partner')).status).toBe(404)
    expect((await post('/console/new/fasttrack', 'partner', work)).status).toBe(404)
  })
})

function idIn(location: unknown): string {
  return /engagements\/([\w-]+)/.exec(String(location))?.[1] ?? ''
}

function problemsIn(html: string): readonly string[] {
  return [...html.matchAll(/id="([\w.-]+)-problem"/g)].map(([, name = '']) => name)
}
