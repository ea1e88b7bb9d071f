import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { invitationsOf } from '../../src/db/invitations.ts'
import { surveyToken } from '../../src/domain/surveyToken.ts'
import { askInEveryWay } from '../browser/everyType.ts'
import { visitor } from '../support/console.ts'
import { ada, portal } from '../support/portal.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld, worldSecret } from '../support/world.ts'
import { crawl, type Form } from './fuzz/forms.ts'
import { sendSafely } from './fuzz/refused.ts'
import { nasty, planted } from './fuzz/values.ts'

const world = useWorld({ day: '1 hour' })
const { signIn } = visitor(world)
let tokens: readonly string[] = []
let pages: readonly string[] = []
let forms: readonly Form[] = []
const cookies: string[] = []

beforeAll(async () => {
  const { open, name } = portal(world())
  const id = await open('pages')
  await name(
    id,
    Array.from({ length: 30 }, (_, i) => ({ ...ada, email: `pages-${i}@contoso.example` })),
  )
  await askInEveryWay(world())
  await visitors(world()).visit('every', 'held@fuzzed.example')
  const held = await world().db.selectFrom('held_answers').select('invitation_id').executeTakeFirstOrThrow()
  const confirm = `/s/${surveyToken(worldSecret, held.invitation_id)}/confirm`
  tokens = (await invitationsOf(world().db, id)).map((invitation) => surveyToken(worldSecret, invitation.id))
  await world().stopRelay()
  await world().stopWorker()
  for (const role of ['operator', 'owner', 'psm', 'partner']) cookies.push(await signIn(role))
  const survey = tokens.flatMap((token) => [`/s/${token}`, `/s/${token}/decline`, `/s/${token}/opt-out`])
  const signedOut = await crawl(world(), {
    from: [...survey.slice(0, 9), '/p/every', confirm, '/console/sign-in'],
    cookie: '',
  })
  const signedIn = await crawl(world(), { from: ['/console'], cookie: cookies[0] ?? '' })
  pages = [...new Set([...signedOut.pages, ...signedIn.pages])]
  forms = [...signedOut.forms, ...signedIn.forms]
}, 120_000)

const texts = fc.oneof(
  nasty,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('1', '4', '10', 'en-US', 'de', 'One-Click', 'gates', 'true'),
)

describe('every form', () => {
  it('[MX-13] filled with whatever is answered by a page in time, and writes nothing when it is refused', async () => {
    const statuses = new Set<number>()
    for (const form of forms) {
      await fc.assert(
        fc.asyncProperty(filled(form), async (request) => {
          const { statusCode, headers, body } = await sendSafely(world(), request)
          statuses.add(statusCode)
          expect({ request, type: headers['content-type'], body }).toSatisfy(
            () => statusCode === 303 || isPage(headers['content-type'], body),
          )
        }),
        { numRuns: 25 },
      )
    }

    expect(forms.map(({ action }) => action.replace(/\/(eng_|inv_)[^/]+/, '/:id')).sort()).toEqual(
      expect.arrayContaining([
        '/console',
        '/console/sign-in',
        '/console/sign-out',
        '/p/every',
        '/s/:id',
        '/s/:id/confirm',
        '/s/:id/decline',
        '/s/:id/opt-out',
      ]),
    )
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 422]))
  }, 240_000)
})

describe('every page', () => {
  it('[MX-13] looked at with whatever address and headers is a page, in time, and writes nothing', async () => {
    expect(pages.length).toBeGreaterThan(10)
    const names = fc.constantFrom(
      'lang',
      'thanks',
      'done',
      'next',
      'cursor',
      'stage',
      'partnerId',
      'overdue',
      'program',
      'overall',
    )
    const request = fc
      .record({
        page: fc.constantFrom(...pages),
        below: fc.oneof(
          { weight: 5, arbitrary: fc.constant('') },
          nasty.map((text) => `/${loosely(text)}`),
          nasty.map(loosely),
        ),
        query: fc.array(fc.tuple(names, texts.map(loosely)), { maxLength: 4 }),
        cookie: fc.oneof(fc.constantFrom(...cookies), nasty.map(inHeader)),
        language: nasty.map(inHeader),
      })
      .map(({ page, below, query, cookie, language }) => ({
        method: 'GET' as const,
        url: `${page}${below}?${query.map((pair) => pair.join('=')).join('&')}`,
        headers: { cookie, 'accept-language': language },
      }))
    await fc.assert(
      fc.asyncProperty(request, async (one) => {
        const { headers, statusCode, body } = await sendSafely(world(), one)
        const isOurs = /^\/(s\/|p\/|console([/?]|$))/.test(one.url)
        expect({ one, type: headers['content-type'] }).toSatisfy(
          () => !isOurs || statusCode === 303 || isPage(headers['content-type'], body),
        )
      }),
      { numRuns: 300 },
    )
  }, 240_000)

  it('[MX-04] leaves nothing of a person in the log, and no key and no link', () => {
    const log = world().log.join('\n')

    expect(log).toContain('"route":"/s/:token"')
    expect(
      [...Object.values(planted), ...Object.values(world().keys), ...tokens].filter((one) => log.includes(one)),
    ).toEqual([])
  })
})

function isPage(type: unknown, body: string): boolean {
  return type === 'text/html; charset=utf-8' && body.startsWith('<!doctype html>')
}

function filled({ method, action, fields }: Form) {
  const own = fc.record(Object.fromEntries(fields.map((name) => [name, texts])), { requiredKeys: [] })
  const extra = fc.oneof({ weight: 8, arbitrary: fc.constant({}) }, fc.dictionary(nasty, texts, { maxKeys: 2 }))
  const url = /^\/s\/[^/]+/.test(action)
    ? fc.constantFrom(...tokens).map((token) => action.replace(/^\/s\/[^/]+/, `/s/${token}`))
    : fc.constant(action)
  const body = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(own, extra).map(([one, more]) => encoded({ ...one, ...more })) },
    { weight: 1, arbitrary: texts.map((text) => text.replaceAll(/\p{Cs}/gu, '')) },
  )
  const types = fc.oneof(
    { weight: 8, arbitrary: fc.constant('application/x-www-form-urlencoded') },
    fc.constantFrom('multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'text/plain', ''),
  )
  const cookie = fc.oneof({ weight: 5, arbitrary: fc.constant(cookies[0] ?? '') }, fc.constantFrom(...cookies, ''))
  return fc
    .record({ url, body, type: types, cookie })
    .map(({ url: address, body: payload, type, cookie: session }) =>
      method === 'GET'
        ? { method, url: `${address}?${payload}`, headers: { cookie: session } }
        : { method, url: address, headers: { cookie: session, 'content-type': type }, payload },
    )
}

function encoded(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .map(([name, value = '']) => `${loosely(name)}=${loosely(value)}`)
    .join('&')
}

/** Percent-encoded, but what cannot be stays as the bytes a hand-made client would send. */
function loosely(text: string): string {
  return /\p{Cs}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text)
}

function inHeader(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e]/g, '').slice(0, 4_000)
}
