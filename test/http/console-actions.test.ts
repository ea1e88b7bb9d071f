import { describe, expect, it } from 'vitest'
import { roles } from '../../src/db/keys.ts'
import { happenedTo } from '../support/audit.ts'
import { textOf, visitor } from '../support/console.ts'
import { ada, portal } from '../support/portal.ts'
import { relationship } from '../support/relationship.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 minute' })
const { get, post } = visitor(world)

const actions = ['resend', 'terminate', 'reopen', 'contacts'] as const
const everyPair = roles.flatMap((role) => actions.map((action) => ({ role, action })))

describe('what a role may do', () => {
  it.each(everyPair)('[MX-09] is for $role the same as over the API: $action', async ({ role, action }) => {
    const { call } = portal(world())
    const method = action === 'contacts' ? 'PUT' : 'POST'
    const url = `/v1/engagements/eng_missing/${action}`
    const rows = 'firstName,lastName,email,country,surveyEligible,surveyLanguage,service'

    const api = await call(method, url, { role, ...(action === 'contacts' && { body: [] }) })
    const page = await post(`/console/engagements/eng_missing/${action}`, role, { rows })

    expect(page.status).toBe(api.status)
    expect([403, 404]).toContain(page.status)
  })

  it('[MX-09] is all that the page offers', async () => {
    const { open, reachGates, until } = portal(world())
    const id = await open('offers')
    expect(await offers(id)).toEqual({
      operator: ['terminate', 'contacts'],
      owner: [],
      psm: ['contacts'],
      partner: ['terminate', 'contacts'],
      'survey-manager': ['contacts'],
      delegate: ['terminate', 'contacts'],
    })

    await reachGates(id)
    await until(id, { stage: 'contacts' })
    expect(await offers(id)).toEqual({
      operator: ['resend', 'terminate', 'contacts'],
      owner: [],
      psm: ['resend', 'contacts'],
      partner: ['resend', 'terminate', 'contacts'],
      'survey-manager': ['resend', 'contacts'],
      delegate: ['resend', 'terminate', 'contacts'],
    })

    await post(`/console/engagements/${id}/terminate`, 'operator')
    await until(id, { stage: 'closed' })
    const nothing = { psm: [], partner: [], 'survey-manager': [], delegate: [] }
    expect(await offers(id)).toEqual({ operator: ['reopen', 'disqualify'], owner: ['disqualify'], ...nothing })
  })

  it('[MX-09] ends at the engagements of others', async () => {
    const theirs = { partner_id: 'northwind', external_id: 'theirs', customer_id: 'c', customer_name: 'C' }
    const subject = { subject_kind: 'workload', subject_name: 'Exchange', subject_delivery: null }
    const rest = {
      id: 'eng_theirs',
      program_id: 'fasttrack',
      program_version: 1,
      customer_country: 'DE',
      outcome: null,
    }
    const values = { ...theirs, ...subject, ...rest, waiting_for: null, due_at: null }
    await world().db.insertInto('engagements').values(values).execute()

    for (const action of ['resend', 'terminate'] as const) {
      expect((await post(`/console/engagements/eng_theirs/${action}`, 'partner')).status).toBe(404)
    }
    expect(await happenedTo(world().db, 'eng_theirs')).toEqual([])
  })

  it('is nothing on behalf of another site', async () => {
    const id = await portal(world()).open('forged')
    const from = (site: string) =>
      post(`/console/engagements/${id}/terminate`, 'partner', {}, { 'sec-fetch-site': site })

    expect((await from('cross-site')).status).toBe(403)
    expect((await from('same-site')).status).toBe(403)
    expect(await happenedTo(world().db, id)).not.toContain('terminated')
    expect((await from('same-origin')).status).toBe(303)
  })
})

describe('a button', () => {
  it('sends the open question again, once however often it is pressed', async () => {
    const { open, reachGates, until } = portal(world())
    const id = await open('resend')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    const form = /name="form" value="([^"]+)"/.exec((await get(`/console/engagements/${id}`, 'psm')).body)?.[1] ?? ''
    const press = () => post(`/console/engagements/${id}/resend`, 'psm', { form })

    const answers = await Promise.all([press(), press()])

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 303, location: `/console/engagements/${id}?done=resend` })
    }
    expect((await happenedTo(world().db, id)).filter((what) => what === 'resent')).toHaveLength(1)
    const page = async () => textOf((await get(`/console/engagements/${id}?done=resend`, 'psm')).body)
    await expect.poll(page).toMatch(/Request for contacts the partner .*Request for contacts the partner/)
    expect(await page()).toContain('Accepted: the letter leaves in a moment')
    expect(await page()).toContain('Request for contacts to be sent again · Partner success manager')
  })

  it('ends an engagement, and the operator opens it again', async () => {
    const { open, until } = portal(world())
    const id = await open('ended')

    await post(`/console/engagements/${id}/terminate`, 'partner')
    await until(id, { stage: 'closed', outcome: 'terminated' })
    expect(textOf((await get(`/console/engagements/${id}`, 'partner')).body)).toContain(
      'Terminated: it does not count.',
    )
    expect(await post(`/console/engagements/${id}/reopen`, 'operator')).toMatchObject({ status: 303 })
    await until(id, { stage: 'gates', outcome: null })
  })

  it('[CI-09] that opens a relationship again keeps it open until the renewal, by the length of a day it runs on', async () => {
    const { renewsIn, openOne, until } = relationship(world())
    await renewsIn(30)
    const id = await openOne('again')
    await post(`/console/engagements/${id}/terminate`, 'operator')
    await until(id, { stage: 'closed' })

    await post(`/console/engagements/${id}/reopen`, 'operator')

    const row = await world().db.selectFrom('engagements').select('open_until').where('id', '=', id).executeTakeFirst()
    const minutes = ((row?.open_until?.getTime() ?? 0) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(28)
    expect(minutes).toBeLessThan(31)
  })

  it('that comes too late says so on the page and changes nothing', async () => {
    const { open, until } = portal(world())
    const id = await open('late')
    await post(`/console/engagements/${id}/terminate`, 'partner')
    await until(id, { stage: 'closed' })
    const before = await happenedTo(world().db, id)

    const answer = await post(`/console/engagements/${id}/resend`, 'partner')

    expect(answer.status).toBe(409)
    expect(textOf(answer.body)).toContain('Nothing was changed: the engagement is closed: have it reopened first.')
    expect(await happenedTo(world().db, id)).toEqual(before)
  })
})

describe('pasted contacts', () => {
  const heading = 'First Name\tLast Name\tEmail\tCountry\tSurvey Eligible\tSurvey Language\tService'
  const good = 'Ada\tByron\tada@contoso.example\tGermany\tyes\tde\tExchange'

  it('[FT-06] are taken over as they stand in a spreadsheet', async () => {
    const id = await portal(world()).open('pasted')

    const answer = await post(`/console/engagements/${id}/contacts`, 'psm', { rows: `\r\n${heading}\r\n${good}\r\n` })

    expect(answer).toMatchObject({ status: 303, location: `/console/engagements/${id}?done=contacts#main` })
    const page = textOf((await get(`/console/engagements/${id}`, 'psm')).body)
    expect(page).toContain('Ada Byron ada@contoso.example DE German Named, not asked yet')
    expect(page).toContain('1 contact named · Partner success manager')
  })

  it('[FT-06] keep the good rows and name the bad ones, which stay in the form', async () => {
    const id = await portal(world()).open('mixed')
    const rows = `${heading}\n${good}\nBad\tRow\tnope\tXX\tyes\tde\tExchange`

    const { status, body } = await post(`/console/engagements/${id}/contacts`, 'partner', { rows })

    expect(status).toBe(200)
    expect(textOf(body)).toContain('1 of 2 rows were taken over.')
    expect(textOf(body)).toMatch(/Row 2 email : expected an email address .* got &#x27;nope&#x27; country : expected/)
    expect(body).toContain('Bad\tRow\tnope\tXX')
    expect(textOf(body)).toContain('Ada Byron ada@contoso.example')
  })

  it.each([
    ['', 'Nothing was taken over: expected a first line with firstName'],
    ['Ada,Byron', 'missing: firstName'],
    [`${heading}\n"a`, 'Nothing was taken over: expected a table of contacts'],
    [heading, 'There are no rows under the heading.'],
  ])('that cannot be read as %j are refused beside the field', async (rows, reason) => {
    const id = await portal(world()).open(`unreadable-${rows.length}`)

    const { status, body } = await post(`/console/engagements/${id}/contacts`, 'partner', { rows })

    expect(status).toBe(422)
    expect(textOf(body)).toContain(reason)
    expect(body).toContain(`${rows.replace('"', '&quot;')}</textarea>`)
    expect(await happenedTo(world().db, id)).not.toContain('contacts.named')
  })

  it('are not shown to whoever may not meet them, not even their form', async () => {
    const { open, name } = portal(world())
    const id = await open('hidden')
    await name(id, [ada])

    expect((await get(`/console/engagements/${id}`, 'owner')).body).not.toMatch(/Name contacts|Ada|textarea/)
  })
})

async function offers(id: string) {
  const pages = roles.map(async (role) => {
    const { body } = await get(`/console/engagements/${id}`, role)
    return [
      role,
      [...body.matchAll(new RegExp(`action="/console/engagements/${id}/(\\w+)["#]`, 'g'))].map(([, to]) => to),
    ]
  })
  return Object.fromEntries(await Promise.all(pages))
}
