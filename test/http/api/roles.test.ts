import type { InjectOptions } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { createKey, type Role, roles } from '../../../src/db/keys.ts'
import type { App } from '../../../src/http/app.ts'
import { rights } from '../../../src/http/rights.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { fasttrackReferrals } from '../../../src/programs/referrals/program.ts'
import { giftRoutes } from '../../support/giftRoutes.ts'
import { ada, portal } from '../../support/portal.ts'
import { profile } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })
let id = ''
let keyId = ''

beforeAll(async () => {
  await world().stopRelay() // nothing moves: what a role may do is the same for each that asks
  id = await portal(world()).open('roles')
  const url = '/v1/partners/fabrikam/memberships/fasttrack'
  await portal(world(), 'operator').call('PUT', url, { body: membership })
  keyId = (await createKey(world().db, { role: 'delegate', partnerIds: [] })).id
})

type Entry = {
  readonly may: readonly Role[] | 'anybody'
  readonly status: number
  readonly body?: object
}

const opening = {
  program: 'fasttrack',
  partnerId: 'fabrikam',
  externalId: 'roles',
  customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
  subject: { kind: 'workload', name: 'Exchange' },
}
const membership = { renewsOn: '2027-03-31' }
const payment = { type: 'payment', status: 'completed', at: '2026-11-23T09:00:00Z', eventId: 'once' }

/** A benefit for a customer that does not have it. */
const unfitReferral = {
  externalId: 'unfit',
  kind: 'benefit',
  workloads: ['Teams'],
  customer: { id: 'c', name: 'C', country: 'DE', language: 'de', size: 'small', industry: 'retail', licences: 1 },
}

/** Who may call what, and what comes of it. Whoever is not named gets 403, and 401 without a key. */
const routes: Readonly<Record<string, Entry>> = {
  'GET /v1/programs': { may: rights['read programs'], status: 200 },
  'GET /v1/programs/:id': { may: rights['read programs'], status: 200 },
  'GET /v1/programs/:id/versions': { may: rights['read programs'], status: 200 },
  'POST /v1/programs/:id/preview': {
    may: rights['preview rule changes'],
    status: 200,
    body: { program: fasttrack },
  },
  'POST /v1/programs': { may: rights['publish programs'], status: 200, body: fasttrack },
  'GET /v1/partners': { may: rights['read partners'], status: 200 },
  'GET /v1/partners/:id': { may: rights['read partners'], status: 200 },
  'GET /v1/partners/:id/tree': { may: rights['read partners'], status: 200 },
  'PATCH /v1/partners/:id': { may: rights['add and change partners'], status: 200, body: { timeZone: 'UTC' } },
  'POST /v1/partners': {
    may: rights['add and change partners'],
    status: 409,
    body: { id: 'fabrikam', name: 'Other', country: 'DE' },
  },
  'GET /v1/partners/:id/standings/:program/history': { may: rights['read standings'], status: 200 },
  'GET /v1/partners/:id/memberships/:program/report': { may: rights['order reports'], status: 422 },
  'PUT /v1/partners/:id/memberships/:program/report': {
    may: rights['order reports'],
    status: 422,
    body: { optIn: true },
  },
  'GET /report/:program/:partner/:token': { may: 'anybody', status: 404 },
  'POST /report/:program/:partner/:token': { may: 'anybody', status: 404 },
  'GET /v1/partners/:id/memberships/:program': { may: rights['read memberships'], status: 200 },
  'PUT /v1/partners/:id/memberships/:program': { may: rights['keep memberships'], status: 200, body: membership },
  'PUT /v1/partners/:id/memberships/:program/questions': {
    may: rights['ask own questions'],
    status: 200,
    body: { language: 'en-US', questions: [] },
  },
  'POST /v1/keys': { may: rights['make keys'], status: 201, body: { role: 'owner' } },
  'GET /v1/partners/:id/grants': { may: rights['grant to delegates'], status: 200 },
  'PUT /v1/partners/:id/grants/:keyId': { may: rights['grant to delegates'], status: 200 },
  'DELETE /v1/partners/:id/grants/:keyId': { may: rights['grant to delegates'], status: 200 },
  'GET /v1/partners/:id/results?program=fasttrack': { may: rights['read results'], status: 200 },
  'GET /v1/programs/:id/results': { may: rights['read results of all partners'], status: 200 },
  'GET /v1/engagements': { may: rights['read engagements'], status: 200 },
  'POST /v1/engagements': { may: rights['open engagements'], status: 200, body: opening },
  'GET /v1/engagements/:id': { may: rights['read engagements'], status: 200 },
  'GET /v1/engagements/:id/announcement': { may: rights['read engagements'], status: 200 },
  'GET /v1/engagements/:id/letters': { may: rights['read engagements'], status: 200 },
  'GET /v1/engagements/:id/contacts': { may: rights['read contacts'], status: 200 },
  'PUT /v1/engagements/:id/contacts': { may: rights['name contacts'], status: 200, body: [ada] },
  'POST /v1/engagements/:id/facts': { may: rights['report facts'], status: 200, body: payment },
  'POST /v1/facts': { may: rights['report facts'], status: 200, body: [payment] },
  'POST /v1/engagements/:id/resend': { may: rights['resend letters'], status: 409 },
  'POST /v1/engagements/:id/terminate': { may: rights['terminate engagements'], status: 202 },
  'POST /v1/engagements/:id/reopen': { may: rights['reopen engagements'], status: 409 },
  'GET /v1/partners/:id/memberships/:program/address': { may: rights['read survey addresses'], status: 422 },
  'PUT /v1/partners/:id/memberships/:program/address': {
    may: rights['choose survey addresses'],
    status: 422,
    body: { slug: 'fabrikam' },
  },
  'GET /v1/engagements/:id/responses': { may: rights['read single answers'], status: 200 },
  'POST /v1/engagements/:id/disqualify': {
    may: rights['disqualify and reinstate'],
    status: 409,
    body: { reason: 'not theirs' },
  },
  'POST /v1/engagements/:id/reinstate': {
    may: rights['disqualify and reinstate'],
    status: 404,
    body: { response: 'res_nothing' },
  },
  'GET /v1/reviews': { may: rights['publish reviews'], status: 200 },
  'POST /v1/reviews/:id/publish': { may: rights['publish reviews'], status: 404 },
  'POST /v1/reviews/:id/withdraw': { may: rights['publish reviews'], status: 404 },
  'GET /v1/partners/:id/reviews': { may: 'anybody', status: 400 },
  'GET /s/:token/review': { may: 'anybody', status: 404 },
  'POST /s/:token/review': { may: 'anybody', status: 404 },
  'GET /r/:partnerId/:program': { may: 'anybody', status: 404 },
  'POST /v1/engagements/:id/hide': { may: rights['hide terminated engagements'], status: 409 },
  'POST /v1/engagements/:id/unhide': { may: rights['hide terminated engagements'], status: 409 },
  'POST /v1/partners/:id/evidence': {
    may: rights['import evidence'],
    status: 422,
    body: { program: 'fasttrack', kind: 'evaluation', origin: 'elsewhere', items: [] },
  },
  'GET /v1/evidence': { may: rights['read imported evidence'], status: 200 },
  'POST /v1/evidence/:id/accept': { may: rights['decide on evidence'], status: 404 },
  'POST /v1/evidence/:id/reject': { may: rights['decide on evidence'], status: 404, body: { reason: 'none' } },
  'GET /v1/tasks': { may: rights['do tasks'], status: 200 },
  'POST /v1/tasks/:id/close': { may: rights['do tasks'], status: 404 },
  'POST /v1/letters/:id/resolve': { may: rights['settle letters'], status: 404, body: { as: 'sent' } },
  'POST /v1/people/export': {
    may: rights['export and erase people'],
    status: 200,
    body: { email: 'nobody@nowhere.example' },
  },
  'POST /v1/people/erase': {
    may: rights['export and erase people'],
    status: 200,
    body: { email: 'nobody@nowhere.example' },
  },
  'GET /v1/partners/:id/standings/:program': { may: rights['read standings'], status: 200 },
  'PUT /v1/partners/:id/figures/:program': {
    may: rights['tell figures'],
    status: 422,
    body: { figures: { certifications: 12 } },
  },
  'GET /v1/audit/head': { may: rights['read the audit trail'], status: 200 },
  'GET /v1/referral-programs': { may: rights['read programs'], status: 200 },
  'POST /v1/referral-programs': { may: rights['publish programs'], status: 200, body: fasttrackReferrals },
  'PUT /v1/referral-profiles': { may: rights['import referral profiles'], status: 200, body: [] },
  'PUT /v1/partners/:id/referral-profile': { may: rights['set referral profiles'], status: 200, body: profile },
  'GET /v1/partners/:id/referral-profile': { may: rights['read referrals'], status: 200 },
  'POST /v1/partners/:id/pause': { may: rights['set referral profiles'], status: 200 },
  'POST /v1/partners/:id/resume': { may: rights['set referral profiles'], status: 200 },
  'POST /v1/partners/:id/leave': { may: rights['set referral profiles'], status: 200 },
  'GET /v1/partners/:id/acceptance': { may: rights['read referrals'], status: 200 },
  'POST /v1/referrals': { may: rights['refer customers'], status: 422, body: unfitReferral },
  'GET /v1/referrals': { may: rights['read referrals'], status: 200 },
  'GET /v1/referrals/:id': { may: rights['read referrals'], status: 404 },
  'GET /v1/referrals/:id/considered': { may: rights['refer customers'], status: 404 },
  'POST /v1/referrals/:id/withdraw': { may: rights['refer customers'], status: 404 },
  'POST /v1/referrals/:id/match': { may: rights['refer customers'], status: 404 },
  'POST /v1/referrals/:id/take': { may: rights['refer customers'], status: 404 },
  'POST /v1/offers/:id/accept': { may: rights['answer offers'], status: 404 },
  'POST /v1/offers/:id/decline': {
    may: rights['answer offers'],
    status: 404,
    body: { reason: 'capacity' },
  },
  ...giftRoutes,
  'GET /v1/surveys/:token': { may: 'anybody', status: 404 },
  'POST /v1/surveys/:token/responses': { may: 'anybody', status: 404, body: { answers: {} } },
  'POST /webhooks/resend': { may: 'anybody', status: 401, body: {} },
  'GET /s/:token': { may: 'anybody', status: 404 },
  'POST /s/:token': { may: 'anybody', status: 404 },
  'GET /s/:token/decline': { may: 'anybody', status: 404 },
  'POST /s/:token/decline': { may: 'anybody', status: 404 },
  'GET /s/:token/opt-out': { may: 'anybody', status: 404 },
  'POST /s/:token/opt-out': { may: 'anybody', status: 404 },
  'GET /s/:token/confirm': { may: 'anybody', status: 404 },
  'POST /s/:token/confirm': { may: 'anybody', status: 404 },
  'GET /p/:slug': { may: 'anybody', status: 404 },
  'POST /p/:slug': { may: 'anybody', status: 404 },
  'GET /o/:token': { may: 'anybody', status: 404 },
  'POST /o/:token': { may: 'anybody', status: 404 },
  'GET /health/live': { may: 'anybody', status: 200 },
  'GET /health/ready': { may: 'anybody', status: 200 },
  'GET /metrics': { may: 'anybody', status: 200 },
}

/** Those of people who signed in, and files that hold nothing secret. */
const elsewhere = /^\w+ \/(console|assets|docs|favicon\.ico)?(\/|$)/

describe('every route of the API', () => {
  it('[MX-09] has an entry in the table of who may call it', () => {
    expect(routesOf(world().app).filter((route) => !elsewhere.test(route))).toEqual(
      Object.keys(routes)
        .map((route) => route.replace(/\?.*/, ''))
        .sort(),
    )
  })

  it.each(Object.entries(routes))('[MX-09] %s answers whom it names and nobody else', async (route, entry) => {
    const { may, status, body } = entry
    await world().app.inject({ ...request(route, body), headers: authorization('operator') }) // the first of its kind may be new

    for (const role of roles) {
      const answer = await world().app.inject({ ...request(route, body), headers: authorization(role) })
      const expected = may === 'anybody' || may.includes(role) ? status : 403
      const isRefused = answer.body.includes('urn:plaudit:problem:role.not-allowed')
      expect({ role, status: answer.statusCode, isRefused }).toEqual({
        role,
        status: expected,
        isRefused: expected === 403,
      })
    }
  })

  it.each(Object.entries(routes))(
    '[MX-09] %s lets nobody in with no key or a wrong one',
    async (route, { may, status, body }) => {
      const { partner } = world().keys
      for (const authorization of [
        undefined,
        'Bearer wrong',
        'Bearer ',
        `Basic ${partner}`,
        partner,
        `Bearer ${partner}x`,
      ]) {
        const answer = await world().app.inject({
          ...request(route, body),
          headers: authorization ? { authorization } : {},
        })
        const isRefused = answer.body.includes('urn:plaudit:problem:key.missing')
        const challenge = answer.headers['www-authenticate']
        expect({ authorization, status: answer.statusCode, isRefused, challenge }).toEqual(
          may === 'anybody'
            ? { authorization, status, isRefused: false, challenge: undefined }
            : { authorization, status: 401, isRefused: true, challenge: 'Bearer' },
        )
      }
    },
  )

  it('[MX-09] refuses before it reads: a body that does not fit gets the same 401 and 403', async () => {
    const nonsense = {
      method: 'POST',
      url: '/v1/partners',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    } as const

    expect((await world().app.inject(nonsense)).statusCode).toBe(401)
    const headers = { ...nonsense.headers, ...authorization('partner') }
    expect((await world().app.inject({ ...nonsense, headers })).statusCode).toBe(403)
  })
})

function request(route: string, body: object | undefined): InjectOptions {
  const [method = '', path = ''] = route.split(' ')
  const ids: Readonly<Record<string, string>> = { programs: 'fasttrack', partners: 'fabrikam' }
  const url = path
    .replace(/(\w+)\/:id/, (_, noun: string) => `${noun}/${ids[noun] ?? id}`)
    .replace(':keyId', keyId)
    .replace(':program', 'fasttrack')
    .replace(':partner', 'fabrikam')
    .replace(':token', 'inv_x.forged')
  const known = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).find((one) => one === method)
  return { method: known ?? 'GET', url, ...(body && { payload: body }) }
}

function authorization(role: Role) {
  return { authorization: `Bearer ${world().keys[role]}` }
}

/** 'GET /v1/programs' and so on, read from the tree that the app prints. */
function routesOf(app: App): readonly string[] {
  const path: string[] = []
  const lines = app.printRoutes({ commonPrefix: false }).split('\n')
  return lines
    .flatMap((line) => {
      const [, indent = '', segment = '', methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line) ?? []
      path.splice(indent.length / 4, path.length, segment)
      return methods
        .split(', ')
        .filter((method) => method !== '' && method !== 'HEAD')
        .map((method) => `${method} ${path.join('')}`)
    })
    .sort()
}
