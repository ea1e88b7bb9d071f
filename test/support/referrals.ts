import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Role } from '../../src/db/keys.ts'
import { addPartner } from '../../src/db/partners.ts'
import { portal } from './portal.ts'
import type { World } from './world.ts'

/** What a partner of the referral program may be asked for, unless a test says otherwise: 'Exchange' in Germany. */
export const profile = {
  locations: ['DE'],
  languages: ['de', 'en-US'],
  customerSizes: ['medium', 'large'],
  industries: ['retail', 'finance'],
}

type Customer = Readonly<Record<string, unknown>>

/** What operator and partners do about referrals. Each test has a country of its own, so that its partners are its own as well. */
export function referrals(world: World, as: Role = 'operator') {
  const act = portal(world, as)

  /** Adds a partner that is endorsed for some workloads. @returns its id */
  async function partner(
    workloads: readonly string[],
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const id = `p-${randomUUID().slice(0, 8)}`
    const psm = { psm_id: 'psm-nora', psm_name: 'Nora Lind', psm_email: 'nora@plaudit.example' }
    await addPartner(world.db, {
      id,
      name: `Partner ${id}`,
      country: 'DE',
      email: `${id}@partner.example`,
      parent_id: null,
      ...psm,
    })
    await endorse(id, workloads, fields)
    return id
  }

  async function endorse(id: string, workloads: readonly string[], fields: Readonly<Record<string, unknown>> = {}) {
    const endorsements = workloads.map((workload) => ({
      workload,
      specialization: 'Modern Work',
      expiresAt: '2099-01-01',
    }))
    const body = { ...profile, endorsements, ...fields }
    const answer = await act.call('PUT', `/v1/partners/${id}/referral-profile`, { body, role: 'operator' })
    expect(answer.body).toMatchObject({ partnerId: id })
  }

  async function refer(workloads: readonly string[], customer: Customer = {}, kind = 'standard') {
    const body = {
      externalId: randomUUID(),
      kind,
      workloads,
      customer: {
        id: 'contoso',
        name: 'Contoso',
        country: 'DE',
        language: 'de',
        size: 'medium',
        industry: 'retail',
        licences: 200,
        contact: { name: 'Ada Byron', email: 'ada@contoso.example' },
        ...customer,
      },
    }
    const answer = await act.call('POST', '/v1/referrals', { body })
    expect(answer.status).toBe(201)
    return answer.body.id
  }

  async function seen(id: string) {
    return (await act.call('GET', `/v1/referrals/${id}`, { role: 'operator' })).body
  }

  async function untilReferral(id: string, expected: Readonly<Record<string, unknown>>, timeout = 30_000) {
    await expect.poll(() => seen(id), { timeout, interval: 50 }).toMatchObject(expected)
    return seen(id)
  }

  /** Waits for an open offer to a partner. @returns its id */
  async function offerTo(referral: string, partnerId: string): Promise<string> {
    const find = async () =>
      (await seen(referral)).offers.find((one: Offer) => one.partnerId === partnerId && one.state === 'open')?.id
    await expect.poll(find, { timeout: 30_000, interval: 50 }).toBeDefined()
    return find()
  }

  async function accept(offer: string) {
    return act.call('POST', `/v1/offers/${offer}/accept`, { role: 'operator' })
  }

  async function decline(offer: string, reason = 'capacity') {
    return act.call('POST', `/v1/offers/${offer}/decline`, { role: 'operator', body: { reason } })
  }

  return { ...act, partner, endorse, refer, seen, untilReferral, offerTo, accept, decline }
}

export type Offer = {
  readonly id: string
  readonly partnerId: string | null
  readonly state: string
  readonly workloads: readonly string[]
}
