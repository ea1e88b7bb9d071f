import { beforeAll, describe, expect, it } from 'vitest'
import { publishProgram } from '../../../src/db/programs.ts'
import type { Answers } from '../../../src/domain/response.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { portal } from '../../support/portal.ts'
import { reply } from '../../support/replies.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()
const asking = { ...fasttrack, id: 'asking', survey: { ...fasttrack.survey, ownQuestions: 3 } }
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

async function ask(text: string): Promise<void> {
  const questions = [{ key: 'kickoff', type: 'rating5', required: false, words: { 'en-US': { text } } }]
  const body = { language: 'en-US', questions }
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
