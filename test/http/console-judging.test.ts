import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/db/keys.ts'
import { textOf, visitor } from '../support/console.ts'
import { projects } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })
const { get, post } = visitor(world)

beforeAll(async () => projects(world()).publish())

/** A project somebody answered. @returns its page, and the id of the response */
async function scored(name: string) {
  const act = projects(world())
  const { id, token } = await act.asked(name)
  await act.rate(token, 5)
  await act.until(id, { outcome: 'scored' })
  const [{ id: response }] = (await act.operator.call('GET', `/v1/engagements/${id}/responses`)).body.responses
  return { id, response, page: `/console/engagements/${id}` }
}

const judgements = ['disqualify', 'reinstate'] as const
const everyPair = roles.flatMap((role) => judgements.map((judgement) => ({ role, judgement })))

describe('judging on the page', () => {
  it.each(everyPair)(
    '[PC-04, MX-09] is for $role the same as over the API: $judgement',
    async ({ role, judgement }) => {
      const body = judgement === 'disqualify' ? { reason: 'not ours' } : {}
      const { call } = projects(world())

      const api = await call('POST', `/v1/engagements/eng_missing/${judgement}`, { role, body })
      const page = await post(`/console/engagements/eng_missing/${judgement}`, role, { reason: 'not ours' })

      expect(page.status).toBe(api.status)
      expect(page.status).toBe(role === 'operator' || role === 'owner' ? 404 : 403)
    },
  )

  it('[PC-04, PC-09] shows the answers to who may read them, and its buttons to owner and operator alone', async () => {
    const { page } = await scored('shown')

    for (const role of ['operator', 'owner', 'psm', 'partner'] as const) {
      const { body } = await get(page, role)
      const judges = role === 'operator' || role === 'owner'
      expect(body.includes(`action="${page}/disqualify"`)).toBe(judges)
      expect(textOf(body)).toContain('Answers')
      expect(textOf(body)).toMatch(/5 · /)
      expect(body.includes('shown-first')).toBe(role !== 'owner')
    }
  })

  it('[PC-04] has a project count no more, once however often it is sent, and again', async () => {
    const { evidenceOf } = projects(world())
    const { id, page } = await scored('judged')
    const form = /name="form" value="([^"]+)"/.exec((await get(page, 'owner')).body)?.[1] ?? ''
    const send = () => post(`${page}/disqualify`, 'owner', { reason: 'work of <somebody> else', form })

    expect(await Promise.all([send(), send()])).toMatchObject([{ status: 303 }, { status: 303 }])

    expect(await evidenceOf(id)).toMatchObject({ excluded: 'disqualified' })
    const { body } = await get(page, 'partner')
    expect(textOf(body)).toContain('It is disqualified and does not count: work of &lt;somebody&gt; else')
    expect(body).not.toContain('/reinstate')
    expect((await post(`${page}/disqualify`, 'owner', { reason: 'again' })).status).toBe(409)
    expect(await post(`${page}/reinstate`, 'operator')).toMatchObject({ status: 303 })
    expect(await evidenceOf(id)).toMatchObject({ excluded: null })
  })

  it('[PC-04] of one answer takes it out of the score, and back', async () => {
    const { see } = projects(world())
    const { id, page, response } = await scored('one-answer')

    await post(`${page}/disqualify`, 'operator', { reason: 'a relative', response })

    expect(await see(id)).toMatchObject({ score: null })
    expect(textOf((await get(page, 'owner')).body)).toContain('Disqualified: it does not count. a relative')
    await post(`${page}/reinstate`, 'owner', { response })
    expect(await see(id)).toMatchObject({ score: { value: 5 } })
    expect((await post(`${page}/reinstate`, 'owner', { response: 'res_none' })).status).toBe(404)
  })

  it.each([
    [' ', 'Say why it does not count.'],
    ['x'.repeat(1001), 'Say it in up to 1,000 characters.'],
  ])('[PC-04] refuses a reason beside its field, with what was typed', async (reason, problem) => {
    const { evidenceOf } = projects(world())
    const { id, page } = await scored(`unsaid-${reason.length}`)

    const { status, body } = await post(`${page}/disqualify`, 'owner', { reason })

    expect(status).toBe(422)
    expect(textOf(body)).toContain(problem)
    expect(body).toContain(`${reason}</textarea>`)
    expect(await evidenceOf(id)).toMatchObject({ excluded: null })
  })
})
