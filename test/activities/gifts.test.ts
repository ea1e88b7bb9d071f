import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { giftActivities } from '../../activities/gifts.ts'
import type { IncentiveProvider } from '../../src/incentives/provider.ts'
import { createTremendous } from '../../src/incentives/tremendous.ts'
import { audited } from '../support/audit.ts'
import { textOf, visitor } from '../support/console.ts'
import { gifts } from '../support/gifts.ts'
import { everythingIn } from '../support/history.ts'
import { person } from '../support/ledger.ts'
import { disguises } from '../support/traces.ts'
import { useWorld } from '../support/world.ts'

const account = { apiKey: 'TEST_world', campaign: 'CAMPAIGN', funding: 'balance', patience: 2_000 }
const world = useWorld({
  day: '10s', // three days of patience are half a minute
  incentives: (mailboxUrl) => createTremendous({ ...account, baseUrl: `${mailboxUrl}/tremendous` }),
})
const { get, post } = visitor(world)

beforeAll(async () => {
  await gifts(world()).publish('gifted')
  await gifts(world()).publish('dear', { amount: 900 }) // more than the account holds
})

beforeEach(async () => plan('none'))

/** What goes wrong with the next orders at Tremendous. */
async function plan(mode: string, times = 1): Promise<void> {
  const answer = await world().mailbox.inject({ method: 'PUT', url: '/tremendous/faults', payload: { mode, times } })
  expect(answer.statusCode).toBe(204)
}

/** Tremendous as a worker asks it. */
function provider(): IncentiveProvider {
  const address = world().mailbox.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return createTremendous({ ...account, baseUrl: `http://127.0.0.1:${port}/tremendous` })
}

/** The orders Tremendous has for somebody. */
async function issuedTo(name: string): Promise<readonly { readonly id: string; readonly external_id: string }[]> {
  const { orders } = (await world().mailbox.inject('/tremendous/orders')).json()
  const { email } = person(name)
  return orders.filter(({ rewards }: { rewards: { recipient: { email: string } }[] }) =>
    rewards.some(({ recipient }) => recipient.email === email),
  )
}

async function tasksAbout(id: string): Promise<readonly { readonly id: string; readonly kind: string }[]> {
  const { body } = await gifts(world()).operator.call('GET', '/v1/tasks?open=true')
  return body.tasks.filter(({ about }: { about: string }) => about === id)
}

describe('a gift that was chosen', () => {
  it('[FT-11] is ordered from Tremendous in the recipient’s name, and arrives by email', async () => {
    const { answered, choose, untilState, mails, call } = gifts(world())
    const { token } = await answered('grace')

    await choose(token)

    const order = await untilState('grace', 'ordered')
    const [issued, ...more] = await issuedTo('grace')
    expect(more).toEqual([])
    expect(issued).toMatchObject({
      external_id: order.id,
      payment: { total: 20 },
      rewards: [
        {
          campaign_id: 'CAMPAIGN',
          value: { denomination: 20, currency_code: 'USD' },
          recipient: { name: 'grace Byron', email: 'grace@contoso.example' },
          delivery: { method: 'EMAIL' },
          language: 'en',
        },
      ],
    })
    expect(order).toMatchObject({ provider: 'tremendous', provider_id: issued?.id, cost: 20 })
    expect((await mails('grace@contoso.example')).map(({ subject }) => subject)).toContain('You have received USD 20')
    const { body } = await call('GET', '/v1/programs/gifted/gifts', { role: 'owner' })
    expect(body.gifts).toContainEqual({ version: 1, state: 'ordered', count: 1, worth: 20, currency: 'USD', cost: 20 })
    expect((await world().app.inject('/metrics')).body).toContain('plaudit_gifts{program="gifted",state="ordered"} 1')
  })

  it.each([['429'], ['500'], ['hang'], ['drop']])(
    '[FT-11] [MX-13] is issued exactly once when Tremendous answers with %s',
    async (mode) => {
      const { answered, choose, untilState } = gifts(world())
      const name = `unlucky-${mode}`
      const { token } = await answered(name)
      await plan(mode)

      await choose(token)

      const { id, attempts } = await untilState(name, 'ordered')
      expect(attempts).toBeGreaterThan(1)
      expect(await issuedTo(name)).toMatchObject([{ external_id: id }])
      expect(await tasksAbout(id)).toEqual([])
    },
  )

  it('[FT-11] [MX-13] is issued exactly once when worker, relay and workflow are lost on the way', async () => {
    const { answered, choose, untilState, orderOf } = gifts(world())
    const { token } = await answered('lost')
    await world().stopWorker()
    await choose(token)
    const dueAt = async () => (await orderOf('lost'))?.due_at.getTime() ?? 0
    await expect.poll(dueAt, { timeout: 30_000 }).toBeGreaterThan(Date.now() + 30_000) // a workflow has it
    const { id } = (await orderOf('lost')) ?? { id: '' }
    await world().client.workflow.getHandle(`gift/${id}`).terminate()
    await world().stopRelay()

    await world().db.updateTable('gift_orders').set({ due_at: new Date() }).where('id', '=', id).execute()
    world().startRelay()
    await world().startWorker()

    await untilState('lost', 'ordered')
    expect(await issuedTo('lost')).toMatchObject([{ external_id: id }])
  })

  it('[FT-11] [MX-13] is issued exactly once when several workers order it at a time', async () => {
    const { answered, choose, orderOf } = gifts(world())
    const { token } = await answered('raced')
    await world().stopRelay()
    await choose(token)
    const { id } = (await orderOf('raced')) ?? { id: '' }
    const worker = giftActivities({ db: world().db, incentives: provider() })

    expect(await Promise.all([1, 2, 3].map(() => worker.orderGift(id)))).toEqual(Array(3).fill('ordered'))

    world().startRelay()
    expect(await issuedTo('raced')).toMatchObject([{ external_id: id }])
    const ordered = await audited(world().db, 'gift.ordered')
    expect(ordered.filter(({ about }) => about['order'] === id)).toHaveLength(1)
  })

  it('[FT-11] [MX-04] keeps nothing that leads to somebody who is erased while it is ordered', async () => {
    const { answered, choose, orderOf, operator } = gifts(world())
    const { token } = await answered('erased')
    await world().stopRelay()
    await choose(token)
    const { id } = (await orderOf('erased')) ?? { id: '' }
    const tremendous = provider()
    const erasing: IncentiveProvider = {
      name: 'tremendous',
      async issue(card) {
        await operator.call('POST', '/v1/people/erase', { body: { email: person('erased').email } })
        return tremendous.issue(card)
      },
    }
    const worker = giftActivities({ db: world().db, incentives: erasing })

    expect(await worker.orderGift(id)).toBe('ordered')

    world().startRelay()
    const order = await world().db.selectFrom('gift_orders').selectAll().where('id', '=', id).executeTakeFirst()
    expect(order).toMatchObject({ state: 'ordered', cost: 20, contact_id: null, provider_id: null })
    expect(await issuedTo('erased')).toHaveLength(1)
    expect(await tasksAbout(id)).toEqual([])
  })

  it('[FT-11] becomes a task when Tremendous refuses it, and is ordered again when a person says so', async () => {
    const { answered, choose, untilState, operator } = gifts(world())
    const { token } = await answered('poor', { program: 'dear' })
    await choose(token)

    const { id, reason } = await untilState('poor', 'failed')
    expect(reason).toBe('tremendous answered 402')
    expect(await tasksAbout(id)).toMatchObject([{ kind: 'gift-failed' }])
    expect((await operator.call('GET', `/v1/gifts/${id}`)).body.recipient).toEqual({
      name: 'poor Byron',
      email: 'poor@contoso.example',
      language: 'en-US',
    })
    await world().db.updateTable('gift_orders').set({ amount: 20 }).where('id', '=', id).execute()
    expect((await operator.call('POST', `/v1/gifts/${id}/resolve`, { body: { as: 'again' } })).status).toBe(200)

    await untilState('poor', 'ordered')
    expect(await issuedTo('poor')).toHaveLength(1)
    expect(await tasksAbout(id)).toEqual([])
    expect((await operator.call('GET', `/v1/gifts/${id}`)).body.recipient).toBeNull()
    expect((await operator.call('POST', `/v1/gifts/${id}/resolve`, { body: { as: 'dropped' } })).status).toBe(409)
  })

  it('[FT-11] is ordered anew when Tremendous took the order back, once however often that is said', async () => {
    const { answered, choose, untilState, operator } = gifts(world())
    const { token } = await answered('cancelled')
    await plan('cancel')
    await choose(token)

    const { id, reason } = await untilState('cancelled', 'failed')
    expect(reason).toBe('tremendous has the order as CANCELED')
    await world().client.workflow.getHandle(`gift/${id}`).result()
    const again = async () => operator.call('POST', `/v1/gifts/${id}/resolve`, { body: { as: 'again' } })
    expect((await Promise.all([again(), again()])).map(({ status }) => status)).toEqual([200, 200])

    const { provider_id: delivered } = await untilState('cancelled', 'ordered')
    const [dead, next, ...more] = await issuedTo('cancelled')
    expect(more).toEqual([])
    expect(next).toMatchObject({ id: delivered, external_id: `${id}.${dead?.id}` })
    expect(await tasksAbout(id)).toEqual([])
  })

  it('[FT-11] is tried for as long as patience lasts; then the operator looks, and says what became of it', async () => {
    const { answered, choose, untilState, orderOf } = gifts(world())
    const { token } = await answered('waiting')
    await plan('500', 1_000)
    await world().stopRelay()
    await choose(token)
    const { id } = (await orderOf('waiting')) ?? { id: '' }
    const start = { workflowId: `gift/${id}`, taskQueue: world().relayed.config.TASK_QUEUE }
    const args = [{ orderId: id, patience: 1_500 }]
    expect(await world().client.workflow.execute('gift', { ...start, args })).toBe('failed')
    world().startRelay()
    expect(await orderOf('waiting')).toMatchObject({ state: 'failed', reason: 'no answer in time' })
    expect(textOf((await get('/console/tasks', 'operator')).body)).toContain('A gift card could not be ordered')

    const page = textOf((await get(`/console/gifts/${id}`, 'operator')).body)
    expect(page).toContain('waiting@contoso.example')
    expect((await get(`/console/gifts/${id}`, 'owner')).status).toBe(403)
    expect((await post(`/console/gifts/${id}`, 'operator', { as: 'sent' })).status).toBe(303)

    await untilState('waiting', 'ordered')
    expect(await tasksAbout(id)).toEqual([])
    expect(textOf((await get(`/console/gifts/${id}`, 'operator')).body)).not.toContain('waiting@contoso.example')
  })

  it('[MX-04] leaves ids alone in history, log and audit trail', async () => {
    const { answered, choose, untilState } = gifts(world())
    const { id: engagementId, token } = await answered('unnamed')
    await plan('drop')
    await choose(token)
    const { id } = await untilState('unnamed', 'ordered')
    const run = world().client.workflow.getHandle(`gift/${id}`)
    expect(await run.result()).toBe('ordered')
    expect(everythingIn(await run.fetchHistory())).toContain('30000') // three days of ten seconds

    const trail = await audited(world().db, 'gift.%')
    const own = trail.filter(({ about }) => about['order'] === id)
    expect(own).toMatchObject([
      { what: 'gift.chosen', engagement_id: null, actor: 'contact' },
      { what: 'gift.ordered', engagement_id: null, actor: 'workflow' },
    ])
    const written = everythingIn(await run.fetchHistory()) + JSON.stringify(trail) + world().log.join('\n')
    const words = [...disguises(person('unnamed').email), 'unnamed Byron']
    expect(words.filter((word) => written.includes(word))).toEqual([])
    const engagement = await world().workflow(engagementId, 'gifted').fetchHistory()
    expect(everythingIn(engagement)).not.toMatch(/gft_|orderGift/)
  })
})
