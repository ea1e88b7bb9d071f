import { beforeAll, describe, expect, it } from 'vitest'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../../support/console.ts'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

/** FastTrack as it would be if contacts had to have agreed. */
const consenting = {
  ...fasttrack,
  id: 'consenting',
  contacts: { ...fasttrack.contacts, fields: ['email', 'consentAt', 'consentSource'] },
}
const consent = { consentAt: '2026-11-20T10:00:00Z', consentSource: 'statement of work' }

beforeAll(async () => {
  await world().stopRelay()
  await portal(world()).call('POST', '/v1/programs', { body: consenting, role: 'owner' })
})

async function openOne(externalId: string, program = 'consenting'): Promise<string> {
  const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
  const body = { program, partnerId: 'fabrikam', externalId, customer, subject: { kind: 'workload', name: 'Exchange' } }
  return (await portal(world()).call('POST', '/v1/engagements', { body })).body.id
}

async function contactsOf(id: string) {
  return (await portal(world()).call('GET', `/v1/engagements/${id}/contacts`)).body.contacts
}

async function upload(id: string, csv: string) {
  return portal(world()).call('PUT', `/v1/engagements/${id}/contacts`, {
    body: csv,
    headers: { 'content-type': 'text/csv' },
  })
}

describe('the consent of a contact', () => {
  it('[PC-02] is named row by row where it is missing, and shown where it is not', async () => {
    const { name } = portal(world())
    const id = await openOne('rows')

    const { body } = await name(id, [
      { ...ada, ...consent },
      { ...ada, email: 'eve@contoso.example' },
    ])

    expect(body).toMatchObject({
      accepted: 1,
      rejected: [
        { row: 2, field: 'consentAt' },
        { row: 2, field: 'consentSource' },
      ],
    })
    expect(await contactsOf(id)).toMatchObject([
      { email: ada.email, consent: { at: '2026-11-20T10:00:00.000Z', source: 'statement of work' } },
    ])
  })

  it('[CI-06] may be told where no program requires it, and holds when a later upload says nothing', async () => {
    const { name } = portal(world())
    const id = await openOne('kept', 'fasttrack')
    await name(id, [{ ...ada, ...consent }])

    await name(id, [{ ...ada, lastName: 'Lovelace' }])

    expect(await contactsOf(id)).toMatchObject([{ lastName: 'Lovelace', consent: { source: 'statement of work' } }])
  })

  it('[CI-07] comes by CSV, which needs the headings of the program and no others', async () => {
    const id = await openOne('csv')

    const whole = await upload(id, 'Email,Consent at,Consent source\nada@contoso.example,2026-11-20,by phone\n')
    const half = await upload(id, 'Email,Country\nada@contoso.example,DE\n')

    expect(whole.body).toEqual({ accepted: 1, rejected: [] })
    expect(half).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('missing: consentAt, consentSource') },
    })
    expect(await contactsOf(id)).toMatchObject([{ firstName: '', consent: { source: 'by phone' } }])
  })

  it('[MX-09] is asked of nobody who may not see the engagement', async () => {
    const { call } = portal(world())
    const headers = { 'content-type': 'text/csv' }
    const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
    const subject = { kind: 'workload', name: 'Exchange' }
    const body = { program: 'consenting', partnerId: 'northwind', externalId: 'theirs', customer, subject }
    const { id } = (await call('POST', '/v1/engagements', { body, role: 'operator' })).body

    expect((await call('PUT', `/v1/engagements/${id}/contacts`, { body: 'Email\n', headers })).status).toBe(404)
  })

  it('[PC-02] stands on the page of the engagement', async () => {
    const { name } = portal(world())
    const id = await openOne('page')
    await name(id, [{ ...ada, ...consent }])

    const { body } = await visitor(world).get(`/console/engagements/${id}`, 'partner')

    expect(textOf(body)).toContain('20 Nov 2026, 10:00 UTC statement of work')
    expect(body).toContain('email, consentAt, consentSource')
  })

  it('[MX-04] is exported with the contact, and goes with it', async () => {
    const { name, call } = portal(world(), 'operator')
    const id = await openOne('person')
    const email = 'rights@contoso.example'
    await name(id, [{ ...ada, email, ...consent, consentSource: 'said to the umbrella man' }])

    const before = await call('POST', '/v1/people/export', { body: { email } })
    await call('POST', '/v1/people/erase', { body: { email } })

    expect(before.body.contacts).toMatchObject([{ consentSource: 'said to the umbrella man' }])
    expect(await contactsOf(id)).toEqual([])
  })
})
