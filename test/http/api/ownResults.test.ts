import { beforeAll, describe, expect, it } from 'vitest'
import { publishProgram } from '../../../src/db/programs.ts'
import type { OwnQuestion } from '../../../src/domain/ownQuestions.ts'
import type { Answers } from '../../../src/domain/response.ts'
import type { Language } from '../../../src/locales/languages.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../../support/console.ts'
import { portal } from '../../support/portal.ts'
import { reply } from '../../support/replies.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()
const asking = { ...fasttrack, id: 'asking', survey: { ...fasttrack.survey, ownQuestions: 3 } }
const results = '/v1/partners/fabrikam/results?program=asking'
const membership = '/v1/partners/fabrikam/memberships/asking'

beforeAll(async () => {
  await publishProgram(world().db, asking)
  await portal(world()).call('PUT', membership, { role: 'operator', body: {} })
})

describe("a membership's own questions", () => {
  it('[CI-01] [CI-04] stand in its results by their keys, in their newest words, behind the same gate', async () => {
    await ask('How was the kick-off?')
    for (const value of [5, 5, 4, 3]) await answered({ overall: 4, 'own.kickoff': value })
    expect(await shown()).toMatchObject({ all: { n: null, counts: null } })

    await ask('How did we begin?')
    await answered({ overall: 4, 'own.kickoff': 5 }, 2)

    const question = await shown()
    // by hand: (5 + 5 + 4 + 3 + 5) / 5
    expect(question).toMatchObject({ text: 'How did we begin?', measure: 'mean' })
    expect(question.all).toMatchObject({ n: 5, counts: { 3: 1, 4: 1, 5: 3 }, score: { value: 4.4 }, benchmark: null })
    const { body } = await portal(world()).call('GET', '/v1/partners/fabrikam/results?program=asking')
    expect(body.questions.find(({ key }: { key: string }) => key === 'overall').all.n).toBe(5)
  })

  it('[CI-04] stay in them when they are asked no more, and are in nobody else’s', async () => {
    await portal(world()).call('PUT', `${membership}/questions`, { body: { language: 'en-US', questions: [] } })

    expect((await shown()).all.n).toBe(5)
    expect(await shown('/v1/partners/northwind/results', 'operator')).toBeUndefined()
    expect(await shown('/v1/programs/asking/results', 'operator')).toBeUndefined()
  })
})

describe("a membership's own question to choose from", () => {
  const choice = { key: 'team', type: 'choice', required: false } as const

  beforeAll(async () => {
    const before = { text: 'Wer?', options: { north: 'Nord', south: 'Der Süden' } }
    const after = { text: 'Wer kam?', options: { north: 'Der Norden', west: 'Der Westen' } }
    const english = { text: 'Who came?', options: { north: 'The north', west: 'The west' } }
    await keep('de', { ...choice, options: ['north', 'south'], words: { de: before } })
    for (let i = 0; i < 2; i += 1) await answered({ overall: 4, 'own.team': 'south' })
    await keep('de', { ...choice, options: ['west', 'north'], words: { de: after, 'en-US': english } })
    for (let i = 0; i < 3; i += 1) await answered({ overall: 4, 'own.team': 'north' }, 2)
  })

  it('[CI-04] counts answers by key and says what each means to the reader, also those it no longer offers', async () => {
    const read = async (language: string) =>
      (await portal(world()).call('GET', `${results}&language=${language}`)).body.questions.at(-1)

    expect(await read('en-US')).toMatchObject({
      key: 'own.team',
      text: 'Who came?',
      options: [
        { value: 'west', label: 'The west' },
        { value: 'north', label: 'The north' },
        { value: 'south', label: 'Der Süden' }, // which nobody ever said in English
      ],
      all: { n: 5, counts: { north: 3, south: 2 } },
    })
    expect(await read('de')).toMatchObject({
      text: 'Wer kam?',
      options: [{ label: 'Der Westen' }, { label: 'Der Norden' }, { label: 'Der Süden' }],
    })
    expect(await portal(world()).call('GET', `${results}&language=xx`)).toMatchObject({ status: 400 })
  })

  it('[CI-04] [CI-07] stands in words on the page, and with key and words in files', async () => {
    const page = textOf((await visitor(world).get('/console/partners/fabrikam/results/asking', 'partner')).body)
    const headers = { authorization: `Bearer ${world().keys.partner}`, accept: 'text/csv' }
    const { body: csv } = await world().app.inject({ url: results, headers })

    expect(page).toContain('The west 0% 0 The north 60% 3 Der Süden 40% 2')
    expect(csv).toContain('answers north (The north),answers south (Der Süden)')
  })
})

async function ask(text: string): Promise<void> {
  return keep('en-US', { key: 'kickoff', type: 'rating5', required: false, words: { 'en-US': { text } } })
}

async function keep(language: Language, question: OwnQuestion): Promise<void> {
  const body = { language, questions: [question] }
  expect((await portal(world()).call('PUT', `${membership}/questions`, { body })).status).toBe(200)
}

/** Somebody who was asked a version of them. */
async function answered(answers: Answers, version = 1): Promise<void> {
  const { response } = await reply(world().db, { program: 'asking', answers })
  const asked = { own_partner_id: 'fabrikam', own_version: version }
  await world().db.updateTable('responses').set(asked).where('id', '=', response).execute()
}

async function shown(url = '/v1/partners/fabrikam/results', role: 'partner' | 'operator' = 'partner') {
  const { body } = await portal(world()).call('GET', url.includes('programs') ? url : `${url}?program=asking`, { role })
  return body.questions.find(({ key }: { key: string }) => key === 'own.kickoff')
}
