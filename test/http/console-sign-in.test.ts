import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createKey } from '../../src/db/keys.ts'
import { localPage } from '../../src/http/console/next.ts'
import { startSession } from '../../src/http/console/session.ts'
import { formType, visitor } from '../support/console.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { get, signIn } = visitor(world)

const secret = 'a secret that signs the links of tests'
const site = { PUBLIC_URL: 'http://127.0.0.1:8080', SURVEY_SECRET: secret }
const now = new Date()

describe('signing in', () => {
  it('leads to the page that was wanted, with a session for 12 hours that holds no key', async () => {
    const answer = await submit({ key: ` ${world().keys.psm}\n`, next: '/console/engagements/eng_1?done=resend' })

    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/console/engagements/eng_1?done=resend')
    expect(answer.headers['set-cookie']).toMatch(
      /^plaudit_console=key_[\w-]+\.\d+\.[\w-]{43}; Path=\/console; Max-Age=43200; HttpOnly; SameSite=Lax$/,
    )
    expect(answer.headers['set-cookie']).not.toContain(world().keys.psm)
  })

  it.each(['nonsense', ''])('says beside the field that the key %j is not valid, and signs nobody in', async (key) => {
    const answer = await submit({ key, next: '/console?stage=gates' })

    expect(answer.statusCode).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.body).toContain('<p class="problem" id="key-problem" role="alert">')
    expect(answer.body).toContain('aria-invalid="true" aria-describedby="key-problem key-hint"')
    expect(answer.body).toContain('<input type="hidden" name="next" value="/console?stage=gates"/>')
  })

  it('sends whoever is not signed in to sign in, and back after that', async () => {
    const page = await world().app.inject({ url: '/console/engagements/eng_1?a=b' })
    const button = await world().app.inject({ method: 'POST', url: '/console/engagements/eng_1/resend' })

    expect(page.statusCode).toBe(303)
    expect(page.headers.location).toBe('/console/sign-in?next=%2Fconsole%2Fengagements%2Feng_1%3Fa%3Db')
    expect(button.headers.location).toBe('/console/sign-in?next=%2Fconsole%2Fengagements%2Feng_1')
  })

  it('begins at the list', async () => {
    expect((await world().app.inject({ url: '/' })).headers.location).toBe('/console')
  })

  it.each([
    'https://evil.example/console',
    'https://evil.example/console/engagements/eng_1',
    '//evil.example/console',
    '/\\evil.example/console',
    '\\\\evil.example/console',
    '/\t/evil.example/console',
    'javascript:alert(1)//console',
    '/console/../s/token',
    '/console@evil.example',
    '/consoleevil',
    '/v1/programs',
    'console',
    '/console/sign-in?next=/console',
    '',
  ])('never leads elsewhere: %j', async (next) => {
    const answer = await submit({ key: world().keys.psm, next })

    expect(answer.headers.location).toBe('/console')
  })

  it('keeps a line break out of the header it goes into', () => {
    expect(localPage('/console/\r\nset-cookie:a=b')).toBe('/console/set-cookie:a=b')
  })
})

describe('a session', () => {
  it('opens the console, and nothing of the API', async () => {
    const headers = { cookie: await signIn('operator') }

    expect((await world().app.inject({ url: '/console', headers })).statusCode).toBe(200)
    expect((await world().app.inject({ url: '/v1/engagements', headers })).statusCode).toBe(401)
  })

  it('is refused when any part of it was changed', async () => {
    const cookie = await signIn('partner')
    const operator = (await signIn('operator')).slice('plaudit_console='.length).split('.')
    const [keyId = '', expiry = '', mac = ''] = cookie.slice('plaudit_console='.length).split('.')
    const survey = createHmac('sha256', secret).update(`survey ${keyId}.${expiry}`).digest('base64url')
    expect(await isSignedIn(cookie)).toBe(true)

    const forged = [
      [operator[0], expiry, mac],
      [keyId, Number(expiry) + 1, mac],
      [keyId, expiry, `${mac.slice(0, -2)}${mac.endsWith('AA') ? 'BB' : 'AA'}`],
      [keyId, expiry, ''],
      [keyId, expiry],
      [keyId, expiry, survey],
      [keyId],
      [''],
    ]
    for (const parts of forged) expect(await isSignedIn(`plaudit_console=${parts.join('.')}`)).toBe(false)
  })

  it('is over after 12 hours', async () => {
    const { id } = await createKey(world().db, { role: 'owner', partnerIds: [] })
    const startedBefore = (hours: number, seconds: number) =>
      startSession(site, id, new Date(now.getTime() - (hours * 3600 + seconds) * 1000)).split(';')[0] ?? ''

    expect(await isSignedIn(startedBefore(11, 3500))).toBe(true)
    expect(await isSignedIn(startedBefore(12, 0))).toBe(false)
  })

  it('is over when its key is removed', async () => {
    const { db } = world()
    const { id, key } = await createKey(db, { role: 'owner', partnerIds: [] })
    const cookie = await signIn(key)
    expect(await isSignedIn(cookie)).toBe(true)

    await db.deleteFrom('keys').where('id', '=', id).execute()

    expect(await isSignedIn(cookie)).toBe(false)
  })

  it('is found among other cookies', async () => {
    expect(await isSignedIn(`a=b; plaudit_console=old.1.x; ${await signIn('owner')}; c`)).toBe(true)
  })

  it('stays off plain connections where the site is encrypted', () => {
    expect(startSession({ ...site, PUBLIC_URL: 'https://plaudit.example' }, 'key_1', now)).toMatch(/; Secure$/)
  })

  it('ends with signing out', async () => {
    const headers = { cookie: await signIn('owner'), 'sec-fetch-site': 'same-origin' }
    const answer = await world().app.inject({ method: 'POST', url: '/console/sign-out', headers })

    expect(answer.headers['set-cookie']).toMatch(/^plaudit_console=; Path=\/console; Max-Age=0;/)
    expect(answer.headers.location).toBe('/console/sign-in')
  })

  it('shows whose it is', async () => {
    expect((await get('/console', 'psm')).body).toContain('<span>Partner success manager</span>')
  })
})

async function submit(fields: Readonly<Record<string, string>>) {
  const payload = new URLSearchParams(fields).toString()
  return world().app.inject({ method: 'POST', url: '/console/sign-in', headers: formType, payload })
}

async function isSignedIn(cookie: string): Promise<boolean> {
  return (await world().app.inject({ url: '/console', headers: { cookie } })).statusCode === 200
}
