import { connect } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { ada } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { linksOf, namedOne, otherApps } from './another.ts'
import { useServer } from './serve.ts'

const world = useWorld({ day: '1 hour' })
const another = otherApps(world)
const server = useServer({ LOG_LEVEL: 'trace', REQUEST_SECONDS: '1' })
let link = ''
let id = ''

beforeAll(async () => {
  id = await namedOne(world(), 'secrets', [ada])
  link = (await linksOf(world(), id))[0] ?? ''
  await world().stopRelay()
  await world().stopWorker()
})

const planted = ['zephyrine', 'quagmire', 'umbrella', 'sekrit']
const email = 'zephyrine@quagmire.example'
const text = 'the consultant forgot his umbrella'
const key = 'plaudit_operator_sekrit'

/** What a client can put anywhere: an address, free text and a key. */
const everywhere = {
  authorization: `Bearer ${key}`,
  cookie: `plaudit_console=${key}.1.x; a=${email}`,
  'user-agent': text,
  referer: `https://x.example/?${email}`,
  'idempotency-key': email,
  'x-request-id': email,
  'x-forwarded-for': email,
  'accept-language': text,
  accept: text,
  'content-type': 'application/json',
}

const requests = [
  ['GET', `/v1/engagements?cursor=${email}&${email}=1`],
  ['GET', `/v1/engagements/${email}`],
  ['GET', `/v1/nothing/${email}`],
  ['GET', `/${email}/%zz`],
  ['GET', `/s/${key}?lang=${email}`],
  ['POST', `/s/${key}/opt-out?${email}`],
  ['GET', `/console/engagements/${email}`],
  ['POST', '/console/sign-in'],
  ['POST', '/v1/partners'],
  ['POST', '/v1/facts'],
  ['POST', '/webhooks/resend'],
  ['DELETE', `/v1/${email}`],
] as const

describe('a log', () => {
  it('[MX-04] holds nothing that a client puts into address, headers or body, whatever becomes of the request', async () => {
    const { app, log } = await another({ REQUESTS_PER_MINUTE: 8, WRONG_KEYS_PER_MINUTE: 4 })
    const bodies = [`{"email":"${email}","text":"${text}"}`, `{"${email}":`, `key=${key}&next=${email}`, text]

    for (const [method, url] of requests)
      for (const payload of bodies)
        for (const headers of [everywhere, { ...everywhere, 'content-type': 'application/x-www-form-urlencoded' }])
          await app.inject({ method, url, headers, ...(method === 'POST' && { payload }) })

    expect(log.length).toBeGreaterThan(100)
    expect(found(log.join('\n'))).toEqual([])
  })

  it('[MX-04] holds no valid key, session or link, and no answer that was given', async () => {
    const { app, log } = await another()
    const authorization = `Bearer ${world().keys.operator}`
    const payload = new URLSearchParams({ key: world().keys.operator }).toString()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const signedIn = await app.inject({ method: 'POST', url: '/console/sign-in', headers: form, payload })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
    await app.inject({ url: `/console/engagements/${id}`, headers: { cookie } })
    await app.inject({ url: `/v1/engagements/${id}/contacts`, headers: { authorization } })
    await app.inject({ url: `/s/${link}` })
    const answers = { overall: 4, comment: text }
    const answered = await app.inject({ method: 'POST', url: `/v1/surveys/${link}/responses`, payload: { answers } })
    const made = await app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers: { authorization },
      payload: { role: 'owner' },
    })

    expect([signedIn.statusCode, answered.statusCode, made.statusCode]).toEqual([303, 201, 201])
    const secrets = [
      world().keys.operator,
      cookie.slice('plaudit_console='.length),
      link,
      made.json().key,
      ada.email,
      text,
    ]
    expect(secrets.filter((secret) => log.join('\n').includes(secret))).toEqual([])
  })

  it('[MX-04] of a process holds nothing of a client that is cut off in the middle, nor of one that speaks no HTTP', async () => {
    await raw(`GET /s/${key} HTTP/1.1\r\nhost: ${email}\r\nx: ${text}`)
    await raw(`POST /s/${key} HTTP/1.1\r\nhost: ${email}\r\ncontent-length: 1000\r\n\r\n${text}`)
    await raw(`${text} ${email} ${key}\r\n\r\n`)
    await fetch(`${server().url}/v1/programs?${email}`, { headers: { authorization: `Bearer ${key}` } })

    await expect.poll(() => server().log()).toContain('/v1/programs')
    expect(found(server().log())).toEqual([])
    expect(server().log()).not.toContain(server().key)
  })

  it('[MX-04] would be found out if it held some', async () => {
    const { app, log } = await another()
    app.log.info(`an answer of ${email}: ${text}`)

    expect(found(log.join('\n'))).toEqual(['zephyrine', 'quagmire', 'umbrella'])
  })
})

function found(log: string): readonly string[] {
  return planted.filter((word) => log.toLowerCase().includes(word))
}

async function raw(bytes: string): Promise<void> {
  const socket = connect(server().port, '127.0.0.1').on('error', () => undefined)
  socket.write(bytes)
  socket.resume()
  await new Promise((resolve) => socket.once('close', resolve))
}
