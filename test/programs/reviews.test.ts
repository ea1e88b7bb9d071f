import { beforeAll, describe, expect, it } from 'vitest'
import { projects, ratings } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })
const form = { 'content-type': 'application/x-www-form-urlencoded' }

beforeAll(async () => projects(world()).publish())

/** A project whose customer wrote a text and let it be published. */
async function reviewed(name: string, text = `Text of ${name}`) {
  const act = projects(world())
  const { id, token } = await act.asked(name, { customer: `customer-${name}` })
  const body = { answers: { ...ratings(5), experience: text }, review: { publish: true } }
  expect((await act.call('POST', `/v1/surveys/${token}/responses`, { body })).status).toBe(201)
  await act.until(id, { outcome: 'scored' })
  const { reviews } = (await act.owner.call('GET', '/v1/reviews?program=partner-csat')).body
  const review = reviews.find((one: { engagementId: string }) => one.engagementId === id)
  return { id, token, review, text }
}

async function decide(id: string, what: 'publish' | 'withdraw'): Promise<number> {
  return (await projects(world()).owner.call('POST', `/v1/reviews/${id}/${what}`)).status
}

async function shown(): Promise<readonly string[]> {
  const answer = await world().app.inject('/v1/partners/fabrikam/reviews?program=partner-csat')
  return answer.statusCode === 404 ? [] : answer.json().reviews.map(({ text }: { text: string }) => text)
}

describe('a review', () => {
  it('[PC-06] is there only for who opted in, and for all to read only once the owner published it', async () => {
    const { asked, call, owner } = projects(world())
    const { token } = await asked('silent')
    await call('POST', `/v1/surveys/${token}/responses`, {
      body: { answers: { ...ratings(4), experience: 'Private' } },
    })
    const { review, text } = await reviewed('opted-in')

    expect(JSON.stringify((await owner.call('GET', '/v1/reviews')).body)).not.toContain('Private')
    expect(review).toMatchObject({ state: 'submitted', organisation: 'CUSTOMER-OPTED-IN' })
    expect(await shown()).not.toContain(text)
    expect(await decide(review.id, 'publish')).toBe(200)
    expect(await shown()).toContain(text)
    expect(await decide(review.id, 'withdraw')).toBe(200)
    expect(await shown()).not.toContain(text)
    expect(await decide(review.id, 'publish')).toBe(200)
  })

  it('[PC-06] cannot be made of nothing', async () => {
    const { asked, call } = projects(world())
    const { token } = await asked('empty')

    const body = { answers: ratings(4), review: { publish: true } }

    expect(await call('POST', `/v1/surveys/${token}/responses`, { body })).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/review/publish' }] },
    })
  })

  it('[PC-06] is withdrawn for good over the link of the survey, by a form and not by looking', async () => {
    const { review, token, text } = await reviewed('regretted')
    await decide(review.id, 'publish')

    const page = await world().app.inject(`/s/${token}/review`)
    expect(page.body).toContain(text)
    expect(await shown()).toContain(text)
    await world().app.inject({ method: 'POST', url: `/s/${token}/review`, headers: form, payload: 'language=en-US' })

    expect(await shown()).not.toContain(text)
    expect(await decide(review.id, 'publish')).toBe(409)
    expect((await world().app.inject(`/s/${token}/review`)).body).not.toContain('<button')
  })

  it('[PC-06] goes with its project when that is disqualified, and waits for the owner when it is reinstated', async () => {
    const { owner } = projects(world())
    const { id, review, text } = await reviewed('judged')
    await decide(review.id, 'publish')

    await owner.call('POST', `/v1/engagements/${id}/disqualify`, { body: { reason: 'not theirs' } })
    expect(await shown()).not.toContain(text)
    expect(await decide(review.id, 'publish')).toBe(409)
    await owner.call('POST', `/v1/engagements/${id}/reinstate`, { body: {} })

    expect(await shown()).not.toContain(text)
    expect(await decide(review.id, 'publish')).toBe(200)
  })

  it('[MX-04] is exported and erased with whoever wrote it', async () => {
    const { operator } = projects(world())
    const { review, text, token } = await reviewed('erased')
    await decide(review.id, 'publish')
    const email = 'erased-first@contoso.example'

    const before = await operator.call('POST', '/v1/people/export', { body: { email } })
    const { body } = await operator.call('POST', '/v1/people/erase', { body: { email } })

    expect(before.body.reviews).toMatchObject([{ text, state: 'published' }])
    expect(body.rows).toMatchObject({ reviews: 1 })
    expect(await shown()).not.toContain(text)
    expect((await world().app.inject(`/s/${token}/review`)).statusCode).toBe(404)
    const kept = await world()
      .db.selectFrom('reviews')
      .select(['text', 'address_hash'])
      .where('id', '=', review.id)
      .execute()
    expect(kept).toEqual([{ text: null, address_hash: null }])
  })
})

describe('the page of reviews', () => {
  it('[PC-12] may be framed, sets no cookie, runs no script, and says how many projects count', async () => {
    const { review, text } = await reviewed('framed', 'Good <script>alert(1)</script>')
    await decide(review.id, 'publish')

    const { statusCode, headers, body } = await world().app.inject('/r/fabrikam/partner-csat')

    expect(statusCode).toBe(200)
    expect(headers['content-security-policy']).toContain('frame-ancestors *')
    expect(headers['content-security-policy']).not.toContain('script-src')
    expect(headers).not.toHaveProperty('x-frame-options')
    expect(headers).not.toHaveProperty('set-cookie')
    expect(body).not.toContain('<script')
    expect(body).toContain('CUSTOMER-FRAMED')
    expect(body).toMatch(/\d+ completed projects were rated|One completed project was rated/)
    expect(body).not.toMatch(/framed-first|\bLang\b/)
    expect(await shown()).toContain(text)
  })

  it('[PC-12] is not there for programs without reviews and partners without projects', async () => {
    for (const url of ['/r/fabrikam/fasttrack', '/r/northwind/partner-csat', '/r/nobody/partner-csat'])
      expect((await world().app.inject(url)).statusCode).toBe(404)
  })
})
