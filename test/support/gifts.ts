import { expect } from 'vitest'
import type { Gift } from '../../src/domain/gift.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { person } from './ledger.ts'
import { portal } from './portal.ts'
import type { World } from './world.ts'

export const gift: Gift = {
  amount: 20,
  currency: 'USD',
  until: '2999-12-31',
  days: 5,
  excludedCountries: ['IT'],
  publicSector: 'excluded',
}

/** What happens to the gifts of programs that are FastTrack with a gift. */
export function gifts(world: World) {
  const act = portal(world)
  const operator = portal(world, 'operator')

  async function publish(id: string, other: Partial<Gift> = {}): Promise<void> {
    const body = { ...fasttrack, id, gift: { ...gift, ...other } }
    expect((await act.call('POST', '/v1/programs', { body, role: 'owner' })).status).toBeLessThan(300)
  }

  /** Somebody who is asked under a program. @returns the engagement's id, and the token of the survey */
  async function asked(name: string, { program = 'gifted', country = 'DE' } = {}) {
    const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
    const subject = { kind: 'workload', name: 'Exchange' }
    const body = { program, partnerId: 'fabrikam', externalId: name, customer, subject }
    const { id } = (await act.call('POST', '/v1/engagements', { body })).body
    await act.name(id, [person(name, { country })])
    await act.reachGates(id)
    return { id, token: act.tokenIn(await act.mail(person(name).email, 'two minutes')) }
  }

  /** The same, answered. */
  async function answered(name: string, { overall = 4, ...options }: Answered = {}) {
    const { id, token } = await asked(name, options)
    expect((await act.answer(token, { overall })).status).toBe(201)
    await act.until(id, { outcome: 'scored' })
    return { id, token }
  }

  async function choose(token: string, body: object = { attested: true }) {
    return act.call('POST', `/v1/surveys/${token}/gift`, { body })
  }

  /** The order of whoever the address belongs to, by the names that tests give. */
  async function orderOf(name: string) {
    return world.db
      .selectFrom('gift_orders as g')
      .innerJoin('contacts as c', 'c.id', 'g.contact_id')
      .selectAll('g')
      .where('c.email', '=', person(name).email)
      .executeTakeFirst()
  }

  /** Waits until an order stands somewhere. */
  async function untilState(name: string, state: string) {
    const read = async () => (await orderOf(name))?.state
    await expect.poll(read, { timeout: 60_000, interval: 50 }).toBe(state)
    const order = await orderOf(name)
    if (!order) throw new Error('the order is gone')
    return order
  }

  return { ...act, operator, publish, asked, answered, choose, orderOf, untilState }
}

type Answered = { readonly overall?: number; readonly program?: string; readonly country?: string }
