import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signatureHeaders } from '../../../src/local/mailbox/signature.ts'
import { survey } from '../../support/invited.ts'
import { person } from '../../support/ledger.ts'
import { resendEvents } from '../../support/resendEvents.ts'
import { useWorld, webhookSecret } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

/** Has a contact invited. @returns the letter that asked them */
async function asked(name: string) {
  const { letterTo } = resendEvents(world())
  await survey(world()).invited(name, [name])
  const find = async () => letterTo(person(name).email, 'survey-invitation')
  await expect.poll(async () => (await find()).status).toBe('sent')
  return find()
}

async function deliveryOf(letter: { readonly id: string }) {
  const { delivery } = await world()
    .db.selectFrom('letters')
    .select('delivery')
    .where('id', '=', letter.id)
    .executeTakeFirstOrThrow()
  return delivery
}

describe("Resend's webhook", () => {
  it('is believed when it is signed, and shows what became of the letter', async () => {
    const { tell } = resendEvents(world())
    const letter = await asked('signed')

    expect(await tell({ type: 'delivered', letter: letter.id, provider: letter.provider_id ?? '' })).toBe(200)

    const { body } = await survey(world()).call('GET', `/v1/engagements/${letter.engagement_id}/letters`)
    expect(body.letters).toEqual([expect.objectContaining({ id: letter.id, status: 'sent', delivery: 'delivered' })])
  })

  it.each([
    { how: 'is not signed', forge: () => ({}) },
    { how: 'is signed with another secret', forge: sign({ secret: 'whsec_YW5vdGhlciBzZWNyZXQ=' }) },
    { how: 'was signed over another body', forge: sign({ over: '{}' }) },
    { how: 'is ten minutes old', forge: sign({ at: new Date(Date.now() - 600_000) }) },
    { how: 'comes from the future', forge: sign({ at: new Date(Date.now() + 600_000) }) },
    { how: 'hides its id', forge: (body: string) => ({ ...sign({})(body), 'svix-id': '' }) },
  ])('is refused when it $how, and changes nothing', async ({ forge }) => {
    const { post } = resendEvents(world())
    const before = await kept()
    const body = JSON.stringify({
      type: 'email.complained',
      created_at: new Date().toISOString(),
      data: { email_id: randomUUID(), to: ['x@contoso.example'] },
    })

    const answer = await post(body, forge(body))

    expect({ status: answer.statusCode, type: answer.json().type }).toEqual({
      status: 401,
      type: 'urn:plaudit:problem:webhook.unsigned',
    })
    expect(await kept()).toEqual(before)
  })

  it('opens with no key, whoever has one', async () => {
    const { post } = resendEvents(world())
    for (const key of Object.values(world().keys)) {
      expect((await post('{}', { authorization: `Bearer ${key}` })).statusCode).toBe(401)
    }
  })

  it('is not read when it is huge', async () => {
    const { post } = resendEvents(world())
    const body = JSON.stringify({ type: 'email.delivered', padding: 'x'.repeat(70_000) })

    expect((await post(body, sign({})(body))).statusCode).toBe(413)
  })

  it('counts once however often it is told', async () => {
    const { tell } = resendEvents(world())
    const letter = await asked('told-twice')
    const id = `msg_${randomUUID()}`
    const bounce = { type: 'bounced', letter: letter.id, bounce: 'Transient' } as const

    const answers = await Promise.all([1, 2, 3].map(() => tell(bounce, { id })))

    expect(answers).toEqual([200, 200, 200])
    const events = world().db.selectFrom('deliveries').select('type').where('letter_id', '=', letter.id)
    expect(await events.execute()).toEqual([{ type: 'bounced' }])
    expect(await timeline(letter, 'undelivered')).toHaveLength(1)
  })

  it('[MX-13] gives the same state in whatever order it tells of a letter', { timeout: 120_000 }, async () => {
    const { tell } = resendEvents(world())
    const letters = await Promise.all(
      Array.from({ length: 8 }, (_, i) => asked(`any-order-${i}`).then((letter) => ({ letter, i }))),
    )
    const events = fc.shuffledSubarray(['sent', 'delayed', 'delivered', 'bounced', 'complained'], {
      minLength: 5,
      maxLength: 5,
    })

    for (const [n, order] of fc.sample(events, letters.length).entries()) {
      const { letter, i } = letters[n] ?? { letter: await asked('never'), i: 0 }
      const to = person(`any-order-${i}`).email
      for (const type of order)
        expect(
          await tell({ type, letter: letter.id, to, ...(type === 'bounced' && { bounce: 'Transient' as const }) }),
        ).toBe(200)

      expect({ order, delivery: await deliveryOf(letter) }).toEqual({ order, delivery: 'complained' })
      const invitation = await world()
        .db.selectFrom('invitations')
        .select('status')
        .where('engagement_id', '=', letter.engagement_id)
        .executeTakeFirstOrThrow()
      expect({ order, ...invitation }).toEqual({ order, status: 'opted-out' })
    }
  })

  it('keeps what it tells of letters that are not ours, and does nothing', async () => {
    const { tell } = resendEvents(world())
    const optOuts = () => world().db.selectFrom('opt_outs').selectAll().execute()
    const before = await optOuts()
    const [provider, another] = [randomUUID(), randomUUID()]

    expect(await tell({ type: 'complained', provider, to: 'theirs@contoso.example' })).toBe(200)
    expect(await tell({ type: 'bounced', provider: another, letter: 'let_of-somebody-else' })).toBe(200)

    const events = world().db.selectFrom('deliveries').select(['type', 'letter_id', 'applied_at'])
    expect(await events.where('provider_id', 'in', [provider, another]).orderBy('type').execute()).toEqual([
      { type: 'bounced', letter_id: null, applied_at: null },
      { type: 'complained', letter_id: null, applied_at: null },
    ])
    expect(await optOuts()).toEqual(before)
  })

  it('answers events of other kinds without reading them, and refuses what Resend would not say', async () => {
    const { tell, post } = resendEvents(world())
    const before = await kept()
    const malformed = JSON.stringify({ type: 'email.bounced', data: { email_id: 'a\0b', to: 'nobody' } })

    expect(await tell({ type: 'opened' })).toBe(200)
    expect((await post(malformed, sign({})(malformed))).statusCode).toBe(400)
    expect(await kept()).toEqual(before)
  })

  it('finds a letter that Resend’s answer told the id of, when it says no id of ours', async () => {
    const { tell } = resendEvents(world())
    const letter = await asked('no-tag')

    await tell({ type: 'delivered', provider: letter.provider_id ?? '' })

    expect(await deliveryOf(letter)).toBe('delivered')
  })
})

function sign({ secret = webhookSecret, at = new Date(), over }: { secret?: string; at?: Date; over?: string }) {
  return (body: string) => signatureHeaders(secret, { id: `msg_${randomUUID()}`, body: over ?? body, at })
}

async function kept() {
  const { db } = world()
  return { deliveries: await db.selectFrom('deliveries').selectAll().orderBy('event_id').execute() }
}

async function timeline(letter: { readonly engagement_id: string }, what: string) {
  const { timeline: entries } = await survey(world()).see(letter.engagement_id)
  return entries.filter((entry: { what: string }) => entry.what === what)
}
