import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createTremendous } from '../../src/incentives/tremendous.ts'
import { buildMailbox } from '../../src/local/mailbox/app.ts'

const open: FastifyInstance[] = []

afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const card = {
  orderId: 'gft_1',
  amount: 20,
  currency: 'USD',
  recipient: { name: 'Ada Byron', address: 'ada@contoso.example', language: 'zh-Hans' },
}

async function tremendous(gifts?: string, apiKey = 'TEST_key') {
  const app = buildMailbox(gifts === undefined ? {} : { gifts })
  open.push(app)
  const baseUrl = `${await app.listen({ host: '127.0.0.1', port: 0 })}/tremendous`
  return { app, baseUrl, provider: createTremendous({ apiKey, baseUrl, campaign: 'C', funding: 'balance' }) }
}

describe('the stand-in for Tremendous', () => {
  it('answers a repeated order with the first, in another status, and knows it after a restart', async () => {
    const gifts = join(mkdtempSync(join(tmpdir(), 'plaudit-gifts-')), 'gifts.jsonl')
    const first = await (await tremendous(gifts)).provider.issue(card)

    const { app, provider } = await tremendous(gifts)

    expect(await provider.issue({ ...card, amount: 50 })).toEqual(first)
    expect((await app.inject('/tremendous/orders')).json().orders).toMatchObject([
      { external_id: 'gft_1', rewards: [{ value: { denomination: 20 }, language: 'zh' }] },
    ])
    expect((await app.inject('/messages')).json()).toEqual([])
  })

  it.each([
    ['a key of production', {}, 'PROD_key', 401],
    ['an address that is none', { recipient: { ...card.recipient, address: 'nobody' } }, 'TEST_key', 400],
    ['more than the account holds', { amount: 501 }, 'TEST_key', 402],
  ])('refuses %s', async (_what, other, key, status) => {
    const { provider } = await tremendous(undefined, key)

    const refused = { message: `tremendous answered ${status}`, isRefused: true }
    await expect(provider.issue({ ...card, ...other })).rejects.toMatchObject(refused)
  })

  it.each([
    ['429', { isRefused: false, retryAfter: 1 }],
    ['500', { isRefused: false }],
    ['drop', { isRefused: false }],
  ])('fails as Tremendous may, with %s', async (mode, error) => {
    const { app, provider } = await tremendous()
    await app.inject({ method: 'PUT', url: '/tremendous/faults', payload: { mode } })

    await expect(provider.issue(card)).rejects.toMatchObject(error)
    expect(await provider.issue(card)).toMatchObject({ cost: 20 })
    expect((await app.inject('/messages')).json()).toHaveLength(1)
  })
})
