import { DateTime } from 'luxon'
import { expect } from 'vitest'
import { ada, portal } from './portal.ts'
import type { World } from './world.ts'

/** Customer relationships of Fabrikam under the CSAT Index, which stay open until its membership renews. */
export function relationship(world: World) {
  const act = portal(world)

  /** Has Fabrikam's membership renew on a day so many days from now. */
  async function renewsIn(days: number, more: object = {}) {
    const renewsOn = DateTime.utc().plus({ days }).toISODate()
    const answer = await act.call('PUT', '/v1/partners/fabrikam/memberships/csat-index', {
      role: 'operator',
      body: { renewsOn, ...more },
    })
    expect(answer.status).toBe(200)
    return answer.body
  }

  async function tryToOpen(externalId: string, customer = 'contoso') {
    return act.call('POST', '/v1/engagements', {
      body: {
        program: 'csat-index',
        partnerId: 'fabrikam',
        externalId,
        customer: { id: customer, name: 'Contoso', country: 'DE' },
        subject: { kind: 'relationship', name: 'Contoso' },
      },
    })
  }

  async function openOne(externalId: string, customer?: string): Promise<string> {
    const answer = await tryToOpen(externalId, customer)
    expect(answer.status).toBe(201)
    return answer.body.id
  }

  /** Names contacts who permitted to be asked. */
  async function nameAll(id: string, names: readonly string[], fields: object = {}) {
    const permitted = { consentAt: '2026-11-02', consentSource: 'kick-off' }
    const rows = names.map((name) => ({
      ...ada,
      ...permitted,
      firstName: name,
      email: emailOf(name),
      service: 'Contoso',
      ...fields,
    }))
    const answer = await act.name(id, rows)
    expect(answer.body).toMatchObject({ accepted: names.length, rejected: [] })
  }

  async function tokenOf(name: string): Promise<string> {
    return act.tokenIn(await act.mail(emailOf(name), 'your opinion'))
  }

  async function respond(name: string, body: object) {
    return act.call('POST', `/v1/surveys/${await tokenOf(name)}/responses`, { body })
  }

  /** Has contacts named and invited. @returns the engagement's id */
  async function invited(externalId: string, names: readonly string[], customer?: string): Promise<string> {
    const id = await openOne(externalId, customer)
    await nameAll(id, names)
    for (const name of names) await tokenOf(name)
    return id
  }

  return { ...act, renewsIn, tryToOpen, openOne, nameAll, tokenOf, respond, invited }
}

export function emailOf(name: string): string {
  return `${name}@contoso.example`
}
