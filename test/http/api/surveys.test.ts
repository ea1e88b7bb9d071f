import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/locales/languages.ts'
import { ada, dan, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf, countsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
let surveys = 0

/** A survey that was sent to somebody, and its link's token. */
async function sent(
  contact: typeof ada = ada,
): Promise<{ readonly id: string; readonly token: string; readonly url: string }> {
  const { open, name, reachGates, mail, tokenIn } = portal(world())
  surveys += 1
  const email = `survey-${surveys}@contoso.example`
  const id = await open(`survey-${surveys}`)
  await name(id, [{ ...contact, email }])
  await reachGates(id)
  const subject = contact.surveyLanguage === 'he' ? 'דקות' : 'two minutes'
  const token = tokenIn(await mail(email, subject))
  return { id, token, url: `/v1/surveys/${token}` }
}

const ten = Array.from({ length: 10 }, (_, i) => i)

describe('a survey over the API', () => {
  it('[FT-05] shows the questions in the language of the contact, and in another one on request', async () => {
    const { call } = portal(world())
    const { url } = await sent(dan)

    const own = await call('GET', url)
    expect(own).toMatchObject({
      status: 200,
      body: { program: 'fasttrack', language: 'he', languages },
    })
    expect(
      own.body.questions.map(
        ({ key, type, required }: { key: string; type: string; required: boolean }) => `${key} ${type} ${required}`,
      ),
    ).toEqual([
      'responsiveness satisfaction4 false',
      'expertise satisfaction4 false',
      'clarity satisfaction4 false',
      'usefulness satisfaction4 false',
      'overall satisfaction4 true',
      'recommend nps false',
      'comment text false',
    ])
    const german = await call('GET', `${url}?lang=DE`)
    expect(german.body).toMatchObject({ language: 'de' })
    expect(german.body.questions[4]).toMatchObject({
      text: expect.stringContaining('Fabrikam'),
      options: [{ value: 4 }, { value: 3 }, { value: 2 }, { value: 1 }],
    })
    expect((await call('GET', `${url}?lang=ja`)).body.language).toBe('ja')
  })

  it.each(['lang=xx', 'lang=', 'lang=de&lang=he', 'langs=de', `lang=${'x'.repeat(21)}`])(
    'refuses a language that is none: %s',
    async (query) => {
      const { url } = await sent()

      expect((await portal(world()).call('GET', `${url}?${query}`)).status).toBe(400)
    },
  )

  it('is not there for a token that is not ours', async () => {
    const { call } = portal(world())
    const { token } = await sent()
    for (const forged of [
      token.slice(0, -1),
      `${token}x`,
      'x',
      '%00',
      token.toUpperCase(),
      `inv_x.${token.split('.')[1]}`,
    ]) {
      const answers = { answers: { overall: 4 } }
      expect((await call('GET', `/v1/surveys/${forged}`)).status).toBe(404)
      expect((await call('POST', `/v1/surveys/${forged}/responses`, { body: answers })).status).toBe(404)
    }
  })

  it.each([
    ['a question nobody asked', { salary: 1, overall: 4 }, '/answers/salary'],
    ['a rating off the scale', { overall: 5 }, '/answers/overall'],
    ['N/A where an answer is needed', { overall: null }, '/answers/overall'],
    ['no answer where one is needed', {}, '/answers/overall'],
    ['a list', { overall: ['4'] }, '/answers/overall'],
  ])('[MX-06] refuses %s, names it, and stays open', async (_, answers, field) => {
    const { call } = portal(world())
    const { url } = await sent()
    const before = await countsOf(world().db)

    const answer = await call('POST', `${url}/responses`, { body: { answers } })

    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: 'urn:plaudit:problem:response.invalid',
        errors: [{ field, expected: expect.stringMatching(/\w/) }],
      },
    })
    expect((await countsOf(world().db))['responses']).toBe(before['responses'])
    expect((await call('GET', url)).status).toBe(200)
  })

  it.each([
    [{ anonymous: true }, 400],
    [{ review: { publish: true } }, 422],
    [{ review: { publish: false, name: 'x' } }, 400],
    [{ language: 'xx' }, 400],
    [{ language: null }, 400],
  ])('refuses what the program does not offer: %j', async (extra, status) => {
    const { call } = portal(world())
    const { url } = await sent()

    const answer = await call('POST', `${url}/responses`, { body: { answers: { overall: 4 }, ...extra } })

    expect(answer.status).toBe(status)
    expect(answer.body.errors[0].field).toContain(`/${Object.keys(extra)[0]}`)
    expect((await call('GET', url)).status).toBe(200)
  })

  it('takes N/A and text, and keeps them with the language they were given in', async () => {
    const { call } = portal(world())
    const { url, id } = await sent()
    const answers = {
      overall: 3,
      recommend: null,
      expertise: null,
      comment: '  Schön, danke! 😀\u0000 '.replace('\u0000', ''),
    }

    expect(
      await call('POST', `${url}/responses`, {
        body: { answers, language: 'de', anonymous: false, review: { publish: false } },
      }),
    ).toMatchObject({ status: 201 })

    const [row] = await world().db.selectFrom('responses').selectAll().where('engagement_id', '=', id).execute()
    expect(row).toMatchObject({
      language: 'de',
      set_aside: null,
      answers: { overall: 3, recommend: null, comment: 'Schön, danke! 😀' },
    })
  })

  it('[MX-06] takes one answer: the same again changes nothing, another one is refused', async () => {
    const { call, answer, until } = portal(world())
    const { url, token, id } = await sent()
    expect((await answer(token, { overall: 4 })).status).toBe(201)
    await until(id, { outcome: 'scored', score: { value: 200, n: 1 } })

    expect(await answer(token, { overall: 4 })).toEqual({ status: 201, body: { status: 'answered' } })
    expect(await answer(token, { overall: 1 })).toMatchObject({
      status: 409,
      body: { type: 'urn:plaudit:problem:survey.answered' },
    })
    expect(await call('GET', url)).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:survey.answered' } })
    expect(await responsesOf(id)).toHaveLength(1)
  })

  it('[MX-06] takes one answer when ten different ones come at once', async () => {
    const { answer, until } = portal(world())
    const { token, id } = await sent()

    const answers = await Promise.all(ten.map((i) => answer(token, { overall: 4, recommend: i })))

    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(9).fill(409)])
    expect(await responsesOf(id)).toHaveLength(1)
    await until(id, { outcome: 'scored', score: { n: 1 }, invitations: { answered: 1 } })
  })

  it('is gone when the engagement closed without an answer', async () => {
    const { call, answer, until } = portal(world())
    const { url, token, id } = await sent()
    await call('POST', `/v1/engagements/${id}/terminate`)
    await until(id, { stage: 'closed', outcome: 'terminated' })

    expect(await call('GET', url)).toMatchObject({ status: 410, body: { type: 'urn:plaudit:problem:survey.expired' } })
    expect(await answer(token, { overall: 4 })).toMatchObject({ status: 410 })
    expect(await responsesOf(id)).toHaveLength(0)
  })

  it('[MX-06] changes nothing by being read', async () => {
    const { call } = portal(world())
    const { url, token } = await sent()
    await world().stopRelay()
    await world().stopWorker()
    const before = await contentsOf(world().db)

    for (const address of [url, `${url}?lang=de`, `/v1/surveys/forged`]) await call('GET', address)
    for (const page of [
      '',
      '/decline',
      '/opt-out',
      '?lang=de',
      '/decline?done=1',
      '/opt-out?done=1',
      '?thanks=1',
      '/nothing',
    ]) {
      for (const method of ['GET', 'HEAD'] as const) {
        const headers = { 'user-agent': 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; SafeLinks)' }
        const answer = await world().app.inject({ method, url: `/s/${token}${page}`, headers })
        expect(answer.statusCode).toBe(page === '/nothing' ? 404 : 200)
      }
    }

    expect(await contentsOf(world().db)).toEqual(before)
  })
})

async function responsesOf(id: string) {
  return world().db.selectFrom('responses').selectAll().where('engagement_id', '=', id).execute()
}
