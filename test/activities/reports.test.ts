import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addPartner, type NewPartner } from '../../src/db/partners.ts'
import { dayAt, dayBefore } from '../../src/domain/calendar.ts'
import { ledger } from '../support/ledger.ts'
import { type Mail, portal } from '../support/portal.ts'
import { replies } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

beforeAll(async () => {
  const answers = { overall: 4 }
  for (const [months, overall] of [4, 3, 4].entries())
    await replies(world().db, 5, {
      ...index,
      partner: await add('reported'),
      at: monthsAgo(months + 1),
      answers: { overall },
    })
  await replies(world().db, 4, { ...index, partner: await add('few'), at: monthsAgo(1), answers })
})

const index = { program: 'csat-index', subject: 'all of it' }

describe('the monthly report', () => {
  it('[CI-07] comes to who opted in, in their language, with the picture of its figures, once a month', async () => {
    await add('german', { language: 'de', time_zone: 'Europe/Berlin' })
    await order('german')
    await order('reported', { to: 'boss@reported.example' })

    await runReports()
    await runReports()

    const [german, ...more] = await mailsTo('german@partners.example')
    expect(more).toEqual([])
    expect(german?.subject).toContain(`CSAT Index: german im ${inWords('de')}`)
    const [report, ...others] = await mailsTo('boss@reported.example')
    expect(others).toEqual([])
    expect(report?.text).toContain('All twelve months')
    expect(report?.text).toMatch(/All twelve months\s+15\s+166\.7/)
    expect(report?.html).toContain('src="cid:trend-overall"')
    expect(report?.attachments).toEqual([
      expect.objectContaining({ filename: 'trend-overall.png', contentType: 'image/png', contentId: 'trend-overall' }),
    ])
    expect(await mailsTo('reported@partners.example')).toEqual([])
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[MX-05] says nothing of what fewer than five people answered', async () => {
    await order('few')

    await runReports()

    const [report] = await mailsTo('few@partners.example')
    expect(report?.text).toMatch(/All twelve months\s+–\s+–/)
    expect(report?.html).not.toContain('<img')
  })

  it('[MX-13] leaves once when Resend’s answer is lost', async () => {
    await add('lost')
    await order('lost')
    await ledger(world()).plan({ mode: 'drop', times: 1 })

    await runReports()

    expect(await mailsTo('lost@partners.example')).toHaveLength(1)
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[MX-06] [MX-07] is stopped by its link: looking at it stops nothing, posting does, also from a mail program', async () => {
    for (const id of ['stops', 'clicks']) await order(await add(id))
    await runReports()
    const [link, click] = [await stopLink('stops'), await stopLink('clicks')]

    const asked = await world().app.inject({ url: link })
    expect(asked.body).toContain('Stop the monthly report?')
    expect(await ordered('stops')).toMatchObject({ optIn: true })
    const posted = await world().app.inject({ method: 'POST', url: link })
    const done = await world().app.inject({ url: posted.headers.location ?? '' })
    const clicked = await world().app.inject({ method: 'POST', url: click, ...oneClick })

    expect(done.body).toContain('The report has been stopped')
    expect(clicked.body).toContain('The report has been stopped')
    for (const id of ['stops', 'clicks']) expect(await ordered(id)).toEqual({ optIn: false })
    const forged = await world().app.inject({ method: 'POST', url: link.replace('/stops/', '/few/') })
    expect(forged.statusCode).toBe(404)
    expect(await ordered('few')).toMatchObject({ optIn: true })
  })

  it('[MX-04] stops with the person it goes to, and is exported before', async () => {
    await order(await add('leaving'), { to: 'leaver@leaving.example' })
    const { call } = portal(world(), 'operator')
    const body = { email: 'leaver@leaving.example' }
    const held = await call('POST', '/v1/people/export', { body })
    expect(held.body.reports).toEqual([expect.objectContaining({ id: 'csat-index/leaving', address: body.email })])

    const erased = await call('POST', '/v1/people/erase', { body })

    expect(erased.body.rows).toMatchObject({ reports: 1 })
    expect(await ordered('leaving')).toEqual({ optIn: false })
  })

  it('[CI-07] has a schedule in every program that reports', async () => {
    const { client, relayed, scheduled } = world()
    const taskQueue = relayed.config.TASK_QUEUE
    await client.workflow.execute('standings', { workflowId: randomUUID(), taskQueue, args: [] })

    expect([...scheduled]).toEqual(['csat-index'])
  })
})

describe('ordering the report', () => {
  it('[CI-07] takes a membership of a program that reports', async () => {
    const { call } = portal(world(), 'operator')
    await add('elsewhere')
    const put = async (path: string) => call('PUT', `/v1/partners/${path}/report`, { body: { optIn: true } })

    expect((await put('elsewhere/memberships/csat-index')).status).toBe(404)
    await join('elsewhere', 'fasttrack')
    expect((await put('elsewhere/memberships/fasttrack')).body.type).toContain('report.not-offered')
  })

  it('[MX-09] of another partner is as if it were not there', async () => {
    const { call } = portal(world(), 'partner')

    const answer = await call('PUT', '/v1/partners/few/memberships/csat-index/report', { body: { optIn: false } })

    expect(answer.status).toBe(404)
    expect(await ordered('few')).toMatchObject({ optIn: true })
  })
})

async function add(id: string, place: Partial<NewPartner> = {}): Promise<string> {
  const nobody = { psm_id: null, psm_name: null, psm_email: null, parent_id: null }
  await addPartner(world().db, { id, name: id, country: 'DE', email: `${id}@partners.example`, ...nobody, ...place })
  return id
}

async function join(partner_id: string, program_id = 'csat-index'): Promise<void> {
  const membership = { partner_id, program_id, renews_on: null }
  await world()
    .db.insertInto('memberships')
    .values(membership)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function order(partner: string, { to }: { to?: string } = {}): Promise<void> {
  await join(partner)
  const url = `/v1/partners/${partner}/memberships/csat-index/report`
  const answer = await portal(world(), 'operator').call('PUT', url, { body: { optIn: true, ...(to && { to }) } })
  expect(answer.body).toMatchObject({ optIn: true, ...(to && { to }) })
}

async function ordered(partner: string) {
  const url = `/v1/partners/${partner}/memberships/csat-index/report`
  return (await portal(world(), 'operator').call('GET', url)).body
}

async function stopLink(partner: string): Promise<string> {
  const [mail] = await mailsTo(`${partner}@partners.example`)
  const link = /<(.*)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
  return new URL(link).pathname
}

/** What a mail program posts, in the form most use. @source RFC 8058 3.1 */
const oneClick = {
  payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
}

type WithFiles = Mail & { readonly attachments?: readonly object[] }

async function mailsTo(address: string): Promise<readonly WithFiles[]> {
  return portal(world()).mails(address)
}

/** As its schedule starts it. */
async function runReports(): Promise<void> {
  const { client, relayed } = world()
  const taskQueue = relayed.config.TASK_QUEUE
  const args = [{ programId: 'csat-index', after: '' }]
  await client.workflow.execute('reports', { workflowId: randomUUID(), taskQueue, args })
}

function monthsAgo(months: number): string {
  return `${dayBefore(`${dayAt(new Date(), 'UTC').slice(0, 7)}-10`, `${months} months`)}T10:00:00Z`
}

function inWords(language: string): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(monthsAgo(1)))
}
