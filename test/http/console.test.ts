import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createEngagement } from '../../src/db/engagements.ts'
import { createKey } from '../../src/db/keys.ts'
import { addPartner } from '../../src/db/partners.ts'
import { textOf, visitor } from '../support/console.ts'
import { ada, dan, portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 minute' })
const { get } = visitor(world)

describe('the list of engagements', () => {
  it('[MX-09] shows a partner and their success manager no engagement of somebody else', async () => {
    await portal(world()).open('own')
    await openForNorthwind('theirs', 'Northwind Customer')

    for (const role of ['partner', 'psm'] as const) {
      expect((await get('/console', role)).body).toContain('Contoso')
      expect((await get('/console', role)).body).not.toContain('Northwind')
      expect((await get('/console?partner=northwind', role)).body).not.toContain('Northwind')
    }
    for (const role of ['owner', 'operator'] as const) {
      expect((await get('/console?partner=northwind', role)).body).toContain('Northwind Customer')
    }
  })

  it('[MX-02] says what each waits for, who owes it, until when, and marks what is overdue', async () => {
    const { open, until } = portal(world())
    const id = await open('late', 'Teams')
    await until(id, { waitingFor: { what: 'milestone' } })
    const waiting = JSON.stringify({ what: 'contacts', owedBy: 'psm', until: '2026-11-02T09:00:00.000Z' })
    const due_at = new Date('2026-11-02T09:00:00Z')
    await world().db.updateTable('engagements').set({ waiting_for: waiting, due_at }).where('id', '=', id).execute()

    const { body } = await get('/console?overdue=1', 'psm')

    const line = body.split('<tr>').find((one) => one.includes(id)) ?? ''
    expect(textOf(line)).toContain('contacts the partner success manager 2 Nov 2026, 09:00 UTC Overdue')
    expect(body.match(/<tr>/g)).toHaveLength(2)
    expect((await get(`/console/engagements/${id}`, 'psm')).body).toContain('>Overdue<')
  })

  it('is narrowed by stage and program, and what is no choice narrows nothing', async () => {
    await portal(world()).open('narrowed', 'Yammer')

    expect((await get('/console?stage=gates&program=fasttrack', 'partner')).body).toContain('Yammer')
    expect((await get('/console?stage=survey', 'partner')).body).toContain('No engagement fits this choice.')
    expect((await get('/console?stage=nonsense&program=nonsense', 'partner')).body).toContain('Yammer')
  })

  it('goes on where the page before ended, with the same choice', async () => {
    for (let i = 0; i < 30; i += 1) {
      const id = await openForNorthwind(`page-${i}`, `Customer ${i}.`)
      const created_at = new Date(Date.UTC(2100, 0, 1, 9, i))
      await world().db.updateTable('engagements').set({ created_at }).where('id', '=', id).execute()
    }

    const first = await get('/console?partner=northwind&stage=gates', 'operator')
    const older = /href="([^"]+)" rel="next"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await get(older, 'operator')

    expect(first.body.match(/scope="row"/g)).toHaveLength(25)
    expect(first.body.indexOf('Customer 29.')).toBeLessThan(first.body.indexOf('Customer 28.'))
    expect(second.body).toContain('Customer 4.')
    expect(second.body).not.toContain('Customer 5.')
    expect(second.body).toContain('<a href="/console?stage=gates&amp;partner=northwind">Newest</a>')
    expect(second.body).not.toContain('rel="next"')
  })

  it('says what comes next when there is nothing yet', async () => {
    const { db } = world()
    const nobody = { email: null, psm_id: null, psm_name: null, psm_email: null, parent_id: null }
    await addPartner(db, { id: 'tailspin', name: 'Tailspin', country: 'DE', ...nobody })
    const { key } = await createKey(db, { role: 'partner', partnerIds: ['tailspin'] })

    expect((await get('/console', key)).body).toContain('Have your portal open one for each project or workload')
  })
})

describe('the page of an engagement', () => {
  it('[MX-09] of another partner is the same page as one that is not there', async () => {
    const theirs = await openForNorthwind('hidden', 'Hidden Customer')

    for (const role of ['partner', 'psm'] as const) {
      const hidden = await get(`/console/engagements/${theirs}`, role)
      const missing = await get('/console/engagements/eng_missing', role)
      expect(hidden).toEqual(missing)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toContain('<h1>There is nothing here</h1>')
    }
    expect((await get(`/console/engagements/${theirs}`, 'operator')).status).toBe(200)
  })

  it('[MX-09] names contacts to operator, success manager and partner, and nobody to the owner', async () => {
    const { open, reachGates, name, mail, tokenIn, answer, until } = portal(world())
    const id = await open('people')
    await name(id, [ada, { ...dan, surveyEligible: 'no' }])
    await reachGates(id)
    const token = tokenIn(await mail(ada.email, 'two minutes'))
    const people = /Ada|Byron|Dan|Levi|contoso\.example|Nora|Lind/

    expect((await get(`/console/engagements/${id}`, 'owner')).body).not.toMatch(people)
    await answer(token, { overall: 4 })
    await until(id, { outcome: 'scored' })
    const reason = `${ada.email} is blocked`
    await world().db.updateTable('letters').set({ reason }).where('engagement_id', '=', id).execute()

    for (const role of ['operator', 'psm', 'partner'] as const) {
      const page = textOf((await get(`/console/engagements/${id}`, role)).body)
      expect(page).toContain('Ada Byron ada@contoso.example DE American English Answered')
      expect(page).toContain('Dan Levi dan@contoso.example IL Hebrew May not be asked')
      expect(page).toContain('Ada Byron answered')
      expect(page).toContain('Survey invitation Ada Byron')
      expect(page).toContain(reason)
    }
    const owners = (await get(`/console/engagements/${id}`, 'owner')).body
    expect(owners).not.toMatch(people)
    expect(textOf(owners)).toContain('A contact answered')
    expect(textOf(owners)).toContain('Survey invitation a contact')
  })

  it('shows the score on its scale, and what happened, newest first', async () => {
    const { open, reachGates, name, mail, tokenIn, answer, until } = portal(world())
    const id = await open('score')
    const eve = { ...ada, firstName: 'Eve', email: 'eve@contoso.example' }
    await name(id, [eve])
    await reachGates(id)
    await answer(tokenIn(await mail(eve.email, 'two minutes')), { overall: 4 })
    await until(id, { outcome: 'scored' })

    const { body } = await get(`/console/engagements/${id}`, 'owner')

    expect(textOf(body)).toContain('NSAT 200 from 1 answer; with 95% confidence between 51.5 and 200')
    expect(body).toContain('>NSAT 200 on a scale from 0 to 200; 95% interval 51.5 to 200, n = 1</title>')
    expect(body).toContain('<circle class="value" cx="420"')
    const happened = textOf(body.slice(body.indexOf('class="timeline"')))
    const steps = ['Closed with a score', 'A contact answered', 'Payment completed · Partner', 'Opened under version 1']
    const places = steps.map((step) => happened.indexOf(step))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('[MX-02] says what it waits for, who owes it and until when', async () => {
    const { open, report, until } = portal(world())
    const id = await open('waiting')
    const page = async () => textOf((await get(`/console/engagements/${id}`, 'psm')).body)

    expect(await page()).toContain('Waiting for the milestone of 10%, owed by the partner Fabrikam.')
    await report(id, { type: 'milestone', percent: 10 })
    expect(await page()).toContain('Waiting for the payment, owed by the program owner.')
    await report(id, { type: 'payment', status: 'completed' })
    await until(id, { stage: 'contacts' })
    expect(await page()).toMatch(/Waiting for contacts, owed by the partner Fabrikam, until \d+ \w+ 20\d\d, [\d:]+ UTC/)
  })

  it('leads operator, success manager and owner to the workflow', async () => {
    const id = await portal(world()).open('workflow')
    const link = `/namespaces/default/workflows/fasttrack%2F${id}"`

    for (const role of ['operator', 'psm', 'owner'] as const)
      expect((await get(`/console/engagements/${id}`, role)).body).toContain(link)
    expect((await get(`/console/engagements/${id}`, 'partner')).body).not.toContain('/namespaces/')
  })

  it('is a whole page without script or inline style, whatever names say', async () => {
    const { call } = portal(world())
    const body = {
      program: 'fasttrack',
      partnerId: 'fabrikam',
      externalId: 'markup',
      customer: { id: 'markup', name: '"><script>alert(1)</script>', country: 'DE' },
      subject: { kind: 'workload', name: 'Exchange' },
    }
    const { id } = (await call('POST', '/v1/engagements', { body })).body

    for (const url of ['/console', `/console/engagements/${id}`]) {
      const page = await get(url, 'partner')
      expect(page.body).toContain('&lt;script&gt;alert(1)')
      expect(page.body).not.toMatch(/<script|<style|style=|\son\w+=|javascript:/)
      expect(page.body.match(/<h1>/g)).toHaveLength(1)
      expect(page.cache).toBe('no-store')
    }
  })
})

describe('opening pages', () => {
  it('[MX-06] never writes', async () => {
    const { open, reachGates, until } = portal(world())
    const id = await open('scanned')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await world().stopRelay()
    await world().stopWorker()
    const before = await everything()

    for (const path of ['', '?done=terminate', '/terminate', '/resend', '/reopen', '/contacts']) {
      await get(`/console/engagements/${id}${path}`, 'operator')
    }
    for (const url of ['/', '/console', '/console/sign-in', '/console/sign-out', '/console/nowhere']) {
      await get(url, 'operator')
    }

    expect(await everything()).toEqual(before)
    world().startRelay()
    await world().startWorker()
  })

  it('answers what is not there with a page', async () => {
    const { status, body } = await get('/console/nowhere', 'operator')

    expect(status).toBe(404)
    expect(body).toContain('<title>There is nothing here · Plaudit</title>')
  })
})

describe('a page that fails', () => {
  it('says so without a word of the cause, as a page', async () => {
    const { db } = world()
    await sql`alter table programs rename to programs_away`.execute(db)
    const { status, body } = await get('/console', 'operator')
    await sql`alter table programs_away rename to programs`.execute(db)

    expect(status).toBe(500)
    expect(body).toContain('<h1>Something went wrong on our side</h1>')
    expect(body).not.toMatch(/programs|relation|sql/i)
  })
})

/** Everything that could tell of a write. */
async function everything() {
  const { db } = world()
  const tables = ['audit', 'outbox', 'letters', 'idempotency', 'contacts', 'facts'] as const
  const counts = tables.map((table) =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('rows'))
      .execute(),
  )
  const engagements = db.selectFrom('engagements').selectAll().orderBy('id').execute()
  return { counts: await Promise.all(counts), engagements: await engagements }
}

async function openForNorthwind(externalId: string, customer: string): Promise<string> {
  const { row } = await createEngagement(world().db, {
    program_id: 'fasttrack',
    program_version: 1,
    partner_id: 'northwind',
    external_id: externalId,
    customer_id: externalId,
    customer_name: customer,
    customer_country: 'DE',
    subject_kind: 'workload',
    subject_name: 'Exchange',
    subject_delivery: null,
    waiting_for: null,
  })
  return row.id
}
