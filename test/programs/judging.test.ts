import { beforeAll, describe, expect, it } from 'vitest'
import { projects } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })

beforeAll(async () => projects(world()).publish())

async function scored(name: string, rating = 5) {
  const act = projects(world())
  const { id, token } = await act.asked(name)
  await act.rate(token, rating)
  await act.until(id, { outcome: 'scored' })
  return { id, token, at: (path: string) => `/v1/engagements/${id}/${path}` }
}

describe('disqualifying', () => {
  it('[PC-04] has a project count no more, with its reason, until it is reinstated', async () => {
    const { owner, evidenceOf, see } = projects(world())
    const { id, at } = await scored('judged')

    await owner.call('POST', at('disqualify'), { body: { reason: 'work of somebody else' } })

    expect(await evidenceOf(id)).toMatchObject({ value: 5, excluded: 'disqualified' })
    expect(await see(id)).toMatchObject({
      outcome: 'scored',
      score: { value: 5 },
      disqualified: { reason: 'work of somebody else' },
    })
    expect((await owner.call('POST', at('disqualify'), { body: { reason: 'again' } })).status).toBe(409)
    expect((await owner.call('POST', at('reinstate'), { body: {} })).status).toBe(200)
    expect(await evidenceOf(id)).toMatchObject({ value: 5, excluded: null })
    expect(await see(id)).not.toHaveProperty('disqualified')
    expect((await owner.call('POST', at('reinstate'), { body: {} })).status).toBe(409)
  })

  it('[PC-04] of a response takes it out of the score, which comes back with it', async () => {
    const { operator, evidenceOf, see } = projects(world())
    const { id, at } = await scored('one-answer', 3)
    const [{ id: response }] = (await operator.call('GET', at('responses'))).body.responses

    await operator.call('POST', at('disqualify'), { body: { reason: 'a relative', response } })

    expect(await see(id)).toMatchObject({ score: null })
    expect(await evidenceOf(id)).toMatchObject({ excluded: 'disqualified' })
    expect((await operator.call('GET', at('responses'))).body.responses).toMatchObject([
      { id: response, disqualified: { reason: 'a relative' } },
    ])
    await operator.call('POST', at('reinstate'), { body: { response } })
    expect(await see(id)).toMatchObject({ score: { value: 3 } })
    expect(await evidenceOf(id)).toMatchObject({ value: 3, excluded: null })
  })

  it('[PC-04] outlasts a new answer', async () => {
    const { operator, until, rate, evidenceOf } = projects(world())
    const { id, token, at } = await scored('outlasts')
    await operator.call('POST', at('disqualify'), { body: { reason: 'twice billed' } })

    await operator.call('POST', at('reopen'))
    await until(id, { stage: 'survey' })
    await rate(token, 4)
    await until(id, { outcome: 'scored', score: { value: 4 } })

    expect(await evidenceOf(id)).toMatchObject({ value: 4, excluded: 'disqualified' })
  })

  it('[MX-04] keeps a reason about a response no longer than the person', async () => {
    const { operator } = projects(world())
    const { at } = await scored('forgotten')
    const [{ id: response }] = (await operator.call('GET', at('responses'))).body.responses
    await operator.call('POST', at('disqualify'), { body: { reason: 'Ms Lang is his sister', response } })
    const email = 'forgotten-first@contoso.example'

    const before = await operator.call('POST', '/v1/people/export', { body: { email } })
    const erased = await operator.call('POST', '/v1/people/erase', { body: { email } })

    expect(before.body.disqualifications).toMatchObject([{ reason: 'Ms Lang is his sister' }])
    expect(erased.body.rows).toMatchObject({ disqualifications: 1 })
    expect(JSON.stringify((await operator.call('GET', at('responses'))).body)).not.toContain('sister')
  })
})

describe('a terminated project', () => {
  it('[PC-04] does not count, and counts again once it was reopened and scored', async () => {
    const { operator, until, rate, call, evidenceOf } = projects(world())
    const { id, token, at } = await scored('ended')
    await operator.call('POST', at('reopen'))
    await until(id, { stage: 'survey' })
    await call('POST', at('terminate'))
    await until(id, { outcome: 'terminated' })
    expect(await evidenceOf(id)).toMatchObject({ value: 5, excluded: 'terminated' })

    await operator.call('POST', at('reopen'))
    await until(id, { stage: 'survey' })
    await rate(token, 4)

    await until(id, { outcome: 'scored' })
    expect(await evidenceOf(id)).toMatchObject({ value: 4, excluded: null })
  })

  it('[PC-04] is left out of the lists of its partner by staff, and its record stays', async () => {
    const { openProject, call, until, owner } = projects(world())
    const id = await openProject('hidden')
    expect((await owner.call('POST', `/v1/engagements/${id}/hide`)).status).toBe(409)
    await call('POST', `/v1/engagements/${id}/terminate`)
    await until(id, { outcome: 'terminated' })
    const listed = async (list: typeof call) =>
      (await list('GET', '/v1/engagements')).body.engagements.some((one: { id: string }) => one.id === id)

    expect((await owner.call('POST', `/v1/engagements/${id}/hide`)).status).toBe(200)

    expect([await listed(call), await listed(owner.call)]).toEqual([false, true])
    expect(await owner.call('GET', `/v1/engagements/${id}`)).toMatchObject({ body: { hidden: true } })
    await owner.call('POST', `/v1/engagements/${id}/unhide`)
    expect(await listed(call)).toBe(true)
  })
})
