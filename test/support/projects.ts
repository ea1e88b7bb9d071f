import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { partnerCsat } from '../../src/programs/partner-csat/program.ts'
import { ada, portal } from './portal.ts'
import type { World } from './world.ts'

/** What happens to the projects of a partner under Partner CSAT. */
export function projects(world: World) {
  const act = portal(world)
  const operator = portal(world, 'operator')
  const owner = portal(world, 'owner')

  async function publish(): Promise<void> {
    expect((await owner.call('POST', '/v1/programs', { body: partnerCsat })).status).toBeLessThan(300)
  }

  async function openProject(name: string, { delivery = 'own', customer = 'contoso' } = {}): Promise<string> {
    const body = {
      program: 'partner-csat',
      partnerId: 'fabrikam',
      externalId: name,
      customer: { id: customer, name: customer.toUpperCase(), country: 'DE' },
      subject: { kind: 'project', name, delivery },
    }
    const answer = await act.call('POST', '/v1/engagements', { body })
    expect(answer.status).toBe(201)
    return answer.body.id
  }

  /** Names a primary and a secondary contact who agreed; their addresses begin with the project's name. */
  async function nameBoth(id: string, name: string): Promise<void> {
    const reading = await act.name(id, [contact(`${name}-first`), contact(`${name}-second`, 'secondary')])
    expect(reading.body).toMatchObject({ accepted: 2, rejected: [] })
  }

  async function complete(id: string, at = new Date().toISOString()) {
    return act.call('POST', `/v1/engagements/${id}/facts`, { body: { type: 'completed', at, eventId: randomUUID() } })
  }

  /** A project that is completed and whose primary contact is asked. @returns its id, and the token of the survey */
  async function asked(name: string, options: { delivery?: string; customer?: string; at?: string } = {}) {
    const id = await openProject(name, options)
    await nameBoth(id, name)
    expect((await complete(id, options.at)).status).toBe(202)
    return { id, token: act.tokenIn(await act.mail(`${name}-first@contoso.example`, name)) }
  }

  async function rate(token: string, rating: number | null, more: object = {}) {
    return act.call('POST', `/v1/surveys/${token}/responses`, { body: { answers: ratings(rating), ...more } })
  }

  async function evidenceOf(id: string) {
    return world.db
      .selectFrom('evidence')
      .select(['kind', 'value', 'excluded', 'organisation'])
      .where('engagement_id', '=', id)
      .executeTakeFirst()
  }

  return { ...act, operator, owner, publish, openProject, nameBoth, complete, asked, rate, evidenceOf }
}

/** The same answer to each of the ten questions; null is N/A. */
export function ratings(rating: number | null): Readonly<Record<string, number | null>> {
  const rated = partnerCsat.survey.questions.filter(({ type }) => type === 'rating5')
  return Object.fromEntries(rated.map(({ key }) => [key, rating]))
}

export function contact(name: string, role?: 'secondary') {
  const { surveyLanguage, country } = ada
  return {
    firstName: name,
    lastName: 'Lang',
    email: `${name}@contoso.example`,
    country,
    surveyLanguage,
    consentAt: '2026-11-01T00:00:00Z',
    consentSource: 'statement of work',
    ...(role && { role }),
  }
}
