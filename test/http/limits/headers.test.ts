import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { publishProgram } from '../../../src/db/programs.ts'
import { publishReferralProgram } from '../../../src/db/referral/programs.ts'
import type { App } from '../../../src/http/app.ts'
import { script } from '../../../src/http/survey/assets.ts'
import { fasttrackReferrals } from '../../../src/programs/referrals/program.ts'
import { formType, visitor } from '../../support/console.ts'
import { logo } from '../../support/logo.ts'
import { pulse } from '../../support/ownUrl.ts'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { linksOf, namedOne, otherApps } from './another.ts'

const world = useWorld({ day: '1 hour' })
const another = otherApps(world)
const { signIn } = visitor(world)
let app: App
let link = ''
let id = ''

beforeAll(async () => {
  const brand = { colour: '#0f6cbd', logo }
  await publishProgram(world().db, { ...pulse, brand })
  await publishReferralProgram(world().db, { ...fasttrackReferrals, id: 'help', brand })
  id = await namedOne(world(), 'headers', [ada])
  link = (await linksOf(world(), id))[0] ?? ''
  await world().stopRelay()
  await world().stopWorker()
  app = (await another({ PUBLIC_URL: 'https://plaudit.example' })).app
})

const ours =
  "default-src 'none';style-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'"

/** What every answer says, whatever it is. */
const always = {
  'content-security-policy': ours,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('geolocation=()'),
  'cache-control': 'no-store',
}
/** A page of a survey brings its styles along. */
const styled = {
  'content-security-policy': expect.stringMatching(/^default-src 'none';style-src 'sha256-\S+';img-src/),
}
/** Where a survey is answered, our own script may run and send what was answered. */
const scripted = {
  'content-security-policy': expect.stringMatching(
    /;style-src ('sha256-\S+' ?){1,2};.*script-src 'self';connect-src 'self'$/,
  ),
}
const docs = { 'content-security-policy': expect.stringMatching(/default-src 'self';.*frame-ancestors 'self'/) }
const kept = { 'cache-control': expect.stringMatching(/^public, max-age=\d+(, immutable)?$/) }
/** Letters show it on the sites of mail programs. */
const shown = { ...kept, 'cross-origin-resource-policy': 'cross-origin' }

type Case = readonly [what: string, status: number, url: () => string, more?: object, asked?: object]

const cases: readonly Case[] = [
  ['a list', 200, () => '/v1/engagements'],
  ['contacts', 200, () => `/v1/engagements/${id}/contacts`],
  ['what is not there', 404, () => '/v1/engagements/eng_none'],
  ['no such address', 404, () => '/nothing'],
  ['an address that cannot be read', 404, () => '/v1/%zz'],
  ['no key', 401, () => '/v1/programs', {}, { headers: {} }],
  ['a role that may not', 403, () => '/v1/partners', {}, { method: 'POST', payload: {} }],
  ['a body that does not fit', 400, () => '/v1/facts', {}, { method: 'POST', payload: {} }],
  [
    'a body of another type',
    415,
    () => '/v1/facts',
    {},
    { method: 'POST', payload: 'x', headers: { 'content-type': 'image/png' } },
  ],
  ['a survey', 200, () => `/s/${link}`, scripted],
  ['a survey over the API', 200, () => `/v1/surveys/${link}`],
  [
    'a form that does not fit',
    422,
    () => `/s/${link}`,
    scripted,
    { method: 'POST', payload: 'language=de', headers: formType },
  ],
  ['a survey link that is wrong', 404, () => '/s/wrong', scripted],
  ['a survey link that is far too long', 404, () => `/s/${'x'.repeat(5_000)}`, scripted],
  ['a survey link that cannot be read', 404, () => '/s/%zz', scripted],
  ['a survey link with more behind it', 404, () => `/s/${link}/more/of/it`, styled],
  ['the way to the console', 303, () => '/'],
  ['the console without a session', 303, () => '/console'],
  ['the sign-in', 200, () => '/console/sign-in'],
  ['a wrong key', 401, () => '/console/sign-in', {}, { method: 'POST', payload: 'key=wrong', headers: formType }],
  [
    'a form from another site',
    403,
    () => '/console/sign-in',
    {},
    { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } },
  ],
  ['no such page', 404, () => '/console/nothing'],
  ['a page whose address cannot be read', 404, () => '/console/%zz'],
  ['health', 200, () => '/health/ready'],
  ['metrics', 200, () => '/metrics'],
  ['the description', 200, () => '/docs/json', docs],
  ['the page of the description', 200, () => '/docs/', docs],
  ['the script of the survey', 200, () => script.url, kept],
  ['a script of another release', 200, () => `${script.path}?v=another`],
  ['a logo', 200, () => '/assets/brand/pulse/1/logo.png', shown],
  ['a logo of referrals', 200, () => '/assets/brand/referrals/help/1/logo.png', shown],
  ['a logo of a program that has no referrals', 404, () => '/assets/brand/referrals/pulse/1/logo.png'],
  ['no logo', 404, () => '/assets/brand/fasttrack/1/logo.png'],
  ['a logo of no version', 404, () => '/assets/brand/pulse/x/logo.png'],
  ['the styles of the console', 200, () => '/assets/console.css', kept],
  ['the icon', 204, () => '/favicon.ico', kept],
]

describe('every kind of answer', () => {
  it.each(cases.map(([what, status, url, more = {}, asked = {}]) => ({ what, status, url, more, asked })))(
    'has the headers that keep it safe: $what',
    async ({ status, url, more, asked }) => {
      const operator = { authorization: `Bearer ${world().keys[status === 403 ? 'partner' : 'operator']}` }
      const answer = await app.inject({ url: url(), headers: operator, ...asked, ...authorized(asked, operator) })

      expect(answer.statusCode).toBe(status)
      expect(answer.headers).toMatchObject({ ...always, ...more })
      expect(answer.headers['server']).toBeUndefined()
      expect(answer.headers['x-powered-by']).toBeUndefined()
    },
  )

  it('comes small to whoever can read that, and says so', async () => {
    for (const url of [`/s/${link}`, '/s/wrong', script.url]) {
      const plain = await app.inject(url)
      const zipped = await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } })

      expect(plain.headers['content-encoding']).toBeUndefined()
      expect(plain.headers['vary']).toBe('accept-encoding')
      expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
      const withoutTime = (page: string) => page.replace(/name="shown" value="[^"]+"/, '')
      expect(withoutTime(gunzipSync(zipped.rawPayload).toString())).toBe(withoutTime(plain.body))
    }
  })

  it('says nothing of encryption where there is none', async () => {
    const answer = await world().app.inject({ url: '/health/live' })

    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })
})

describe('a page of a survey', () => {
  it.each(['/s/wrong', `/s/${'x'.repeat(5_000)}`, '/s/%zz', '/s/a/b/c', '/p/none', '/p/none/and/more'])(
    'is a page, whatever is wrong with its link: %s',
    async (url) => {
      const answer = await app.inject({ url, headers: { 'accept-language': 'de' } })

      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.body).toContain('<html lang="de" dir="ltr">')
    },
  )

  it.each(['decline', 'opt-out'])(
    'asks, and does not say it was done, when only the address says so: %s',
    async (way) => {
      const asks = await app.inject({ url: `/s/${link}/${way}?done=1` })
      expect(asks.body).toContain('<button type="submit">')

      const done = await app.inject({ method: 'POST', url: `/s/${link}/${way}` })
      expect(done.statusCode).toBe(303)
      const says = await app.inject({ url: `/s/${link}/${way}?done=1` })
      expect(says.body).not.toContain('<button type="submit">')
    },
  )
})

describe('a form of the console', () => {
  const sites = [
    [{ 'sec-fetch-site': 'same-origin' }, 303],
    [{ 'sec-fetch-site': 'none' }, 303],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://plaudit.example' }, 403],
    [{ origin: 'https://plaudit.example' }, 303],
    [{ origin: 'null' }, 303],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://plaudit.example.evil.example' }, 403],
    [{}, 303],
  ] as const

  it.each(sites)('is taken from our own pages alone: %j gives %i', async (headers, status) => {
    const cookie = await signIn('operator')
    const answer = await app.inject({ method: 'POST', url: '/console/sign-out', headers: { ...headers, cookie } })

    expect(answer.statusCode).toBe(status)
  })

  it('ends no session that another site asks to end', async () => {
    const { call } = portal(world(), 'operator')
    const engagement = (await call('GET', `/v1/engagements/${id}`)).body
    const headers = { cookie: await signIn('operator'), origin: 'https://evil.example', ...formType }
    const answer = await world().app.inject({ method: 'POST', url: `/console/engagements/${id}/terminate`, headers })

    expect(answer.statusCode).toBe(403)
    expect((await call('GET', `/v1/engagements/${id}`)).body).toEqual(engagement)
  })
})

/** The key, unless a case brings headers of its own that say otherwise. */
function authorized(asked: object, operator: Readonly<Record<string, string>>) {
  if (!('headers' in asked) || typeof asked.headers !== 'object' || asked.headers === null) return {}
  return Object.keys(asked.headers).length === 0 ? {} : { headers: { ...operator, ...asked.headers } }
}
