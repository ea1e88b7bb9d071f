import { describe, expect, it } from 'vitest'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })
let surveys = 0

type Sent = { readonly id: string; readonly page: string; readonly email: string }

async function sent(email = `form-${surveys}@contoso.example`): Promise<Sent> {
  const { open, name, reachGates, mails, tokenIn } = portal(world())
  surveys += 1
  const id = await open(`form-${surveys}`)
  const known = (await mails(email)).length
  await name(id, [{ ...ada, email }])
  await reachGates(id)
  await expect.poll(async () => (await mails(email)).length).toBeGreaterThan(known)
  const [letter] = await mails(email)
  if (!letter) throw new Error('the letter is gone')
  return { id, email, page: `/s/${tokenIn(letter)}` }
}

async function post(
  url: string,
  form: Readonly<Record<string, string>> | string,
  type = 'application/x-www-form-urlencoded',
) {
  const payload = typeof form === 'string' ? form : new URLSearchParams(form).toString()
  return world().app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })
}

/** The hidden field that says when the page was shown. */
async function shown(page: string): Promise<string> {
  const { body } = await world().app.inject({ url: page })
  return /name="shown" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

async function responsesOf(id: string) {
  return world()
    .db.selectFrom('responses')
    .selectAll()
    .where('engagement_id', '=', id)
    .orderBy('submitted_at')
    .execute()
}

describe('the form of a survey', () => {
  it('[MX-06] that comes back at once is set aside, not scored, and counts when the person sends it again', async () => {
    const { see, until } = portal(world())
    const { id, page } = await sent()

    const first = await post(page, { overall: '1', language: 'en-US', website: '', shown: await shown(page) })
    expect(first.statusCode).toBe(200)
    expect(first.body).toContain('That was very quick.')
    expect(await responsesOf(id)).toMatchObject([{ set_aside: 'too-fast' }])
    expect(await see(id)).toMatchObject({ stage: 'survey', invitations: { invited: 1 }, score: null })

    const again = /name="shown" value="([^"]+)"/.exec(first.body)?.[1] ?? ''
    const answered = await answeredOnce(() => post(page, { overall: '4', language: 'en-US', shown: again }))
    expect(answered.headers.location).toBe(`${page}?thanks=1&lang=en-US`)
    await until(id, { outcome: 'scored', score: { value: 200, n: 1 } })
    expect((await responsesOf(id)).filter((row) => row.set_aside === null)).toMatchObject([{ answers: { overall: 4 } }])
  })

  it('[MX-06] with the trap filled in is set aside, and the person can still answer', async () => {
    const { until } = portal(world())
    const { id, page } = await sent()

    expect((await post(page, { overall: '1', website: 'https://spam.example' })).statusCode).toBe(200)
    expect(await responsesOf(id)).toMatchObject([{ set_aside: 'honeypot' }])

    expect((await post(page, { overall: '3', website: '' })).statusCode).toBe(303)
    await until(id, { outcome: 'scored', score: { value: 100, n: 1 } })
  })

  it('[MX-06] cannot make up when it was shown', async () => {
    const { id, page } = await sent()
    const seal = await shown(page)
    const now = Date.now().toString(36)

    await post(page, { overall: '1', shown: seal, website: '' })
    expect(await responsesOf(id)).toMatchObject([{ set_aside: 'too-fast' }])
    const old = (Date.now() - 60_000).toString(36)
    await post(page, { overall: '1', shown: seal.replace(/^\w+/, old), website: 'x' })
    expect(seal.split('.')[0]?.length).toBe(now.length)
    expect((await responsesOf(id)).every((row) => row.set_aside !== null)).toBe(true)
  })

  it('[MX-06] sent twice answers once, and the second time says so', async () => {
    const { id, page } = await sent()
    const forms = await Promise.all(
      Array.from({ length: 6 }, (_, i) => post(page, { overall: '4', recommend: String(i) })),
    )

    expect(forms.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 409, 409, 409, 409, 409])
    expect(await responsesOf(id)).toHaveLength(1)
  })

  it.each([
    ['without an answer that is needed', 'language=de', 422],
    ['with a field nobody asked for', 'overall=4&salary=1', 422],
    ['with a NUL', 'overall=%00', 422],
    ['with bytes that are no text', 'overall=%ff%fe', 422],
    ['with the same question twice', 'overall=4&overall=1&salary=1', 422],
    ['as nothing', '', 422],
  ])('[MX-06] %s is shown again and keeps nothing', async (_, form, status) => {
    const { id, page } = await sent()

    const answer = await post(page, form)

    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(await responsesOf(id)).toHaveLength(0)
  })

  it.each([
    ['application/json', '{"overall":{"toString":1}}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', 'overall=4'],
  ])('is not read as %s', async (type, body) => {
    const { page } = await sent()

    const answer = await post(page, body, type)

    expect(answer.statusCode).toBe(415)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  })
})

describe('an opt-out', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])(
    '[MX-07] with one click by %s is done without sending the mail program elsewhere, and holds for every engagement',
    async (kind, type, body) => {
      const { mails, open, name, reachGates, until, call } = portal(world())
      const { id, page, email } = await sent()
      const letters = (await mails(email)).length

      const answer = await post(`${page}/opt-out`, body, type)
      expect(answer.statusCode).toBe(200)
      await until(id, {
        stage: 'closed',
        outcome: 'no-response',
        invitations: { 'opted-out': 1 },
        timeline: expect.arrayContaining([expect.objectContaining({ what: 'opted-out', by: 'contact' })]),
      })

      const other = await open(`after-opt-out-${kind}`.replace(' ', '-'))
      await name(other, [{ ...ada, email: email.toUpperCase() }])
      await reachGates(other)
      await until(other, { stage: 'closed', outcome: 'no-response', invitations: { 'opted-out': 1 } })
      const skipped = { kind: 'survey-invitation', status: 'skipped', reason: 'opted-out' }
      expect((await call('GET', `/v1/engagements/${other}/letters`)).body.letters).toMatchObject([skipped])
      expect((await mails(email)).length).toBe(letters)
    },
  )

  it('[MX-07] may come twice, and from somebody who has answered', async () => {
    const { until } = portal(world())
    const { id, page, email } = await sent()
    await post(page, { overall: '4' })
    await until(id, { outcome: 'scored' })

    for (const _ of [1, 2]) expect((await post(`${page}/opt-out`, '')).statusCode).toBe(303)

    expect(await world().db.selectFrom('opt_outs').selectAll().execute()).not.toHaveLength(0)
    expect((await responsesOf(id)).length).toBe(1)
    expect(JSON.stringify(await world().db.selectFrom('opt_outs').selectAll().execute())).not.toContain(email)
  })

  it('of one survey is declining, which leaves the address alone', async () => {
    const { until } = portal(world())
    const before = await world().db.selectFrom('opt_outs').selectAll().execute()
    const { id, page } = await sent()

    expect((await post(`${page}/decline`, '')).headers.location).toBe(`${page}/decline?done=1`)

    await until(id, { stage: 'closed', outcome: 'no-response', invitations: { declined: 1 } })
    expect(await world().db.selectFrom('opt_outs').selectAll().execute()).toHaveLength(before.length)
  })
})

/** Sends until the form was on screen long enough to have been read. */
async function answeredOnce(send: () => ReturnType<typeof post>) {
  let answer = await send()
  await expect
    .poll(
      async () => {
        if (answer.statusCode !== 303) answer = await send()
        return answer.statusCode
      },
      { interval: 200 },
    )
    .toBe(303)
  return answer
}
