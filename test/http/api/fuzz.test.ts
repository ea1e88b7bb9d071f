import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { invitationsOf } from '../../../src/db/invitations.ts'
import { surveyToken } from '../../../src/domain/surveyToken.ts'
import { ada, portal } from '../../support/portal.ts'
import { referrals } from '../../support/referrals.ts'
import { useWorld, worldSecret } from '../../support/world.ts'
import { type Operation, operationsOf } from '../fuzz/operations.ts'
import { sendSafely } from '../fuzz/refused.ts'
import { planted } from '../fuzz/values.ts'

const world = useWorld({ day: '1 hour' })
let id = ''
let tokens: readonly string[] = []
let operations: readonly Operation[] = []

beforeAll(async () => {
  const { open, name } = portal(world())
  id = await open('fuzz')
  await name(
    id,
    Array.from({ length: 20 }, (_, i) => ({ ...ada, email: `fuzz-${i}@contoso.example` })),
  )
  tokens = (await invitationsOf(world().db, id)).map((invitation) => surveyToken(worldSecret, invitation.id))
  const { endorse, refer } = referrals(world())
  await endorse('fabrikam', ['Teams'])
  const referral = await refer(['Teams'])
  await world().stopRelay()
  await world().stopWorker()
  operations = await operationsOf(world(), { id: [id, 'fasttrack', 'fabrikam', referral], token: tokens })
})

describe('whatever is asked', () => {
  it('[MX-13] of any operation of the API is answered or refused by name, in time, and leaves nothing behind when refused', async () => {
    const taken: string[] = []
    for (const { name, request } of operations) {
      const statuses = new Set<number>()
      await fc.assert(
        fc.asyncProperty(request, async (one) => {
          const { statusCode, headers } = await sendSafely(world(), one)
          statuses.add(statusCode)
          const type = String(headers['content-type'])
          expect({ one, type }).toSatisfy(() => statusCode < 400 || type.startsWith('application/problem+json'))
        }),
        { numRuns: 40 },
      )
      if ([...statuses].some((status) => status < 300)) taken.push(name)
    }

    expect(operations.length).toBeGreaterThan(20)
    expect(taken.length).toBeGreaterThan(operations.length / 3) // else the requests would fit nowhere; many speak of what is not there, such as a review
  }, 300_000)

  it('[MX-04] leaves nothing of a person in the log, and no key and no link', () => {
    const log = world().log.join('\n')
    const secrets = [...Object.values(planted), ...Object.values(world().keys), ...tokens]

    expect(log).toContain('/v1/surveys/:token/responses')
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })
})

describe('whatever is sent as bytes', () => {
  it('is refused', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    )
    const types = fc.constantFrom(
      'application/json',
      'text/csv',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/html',
      ';',
      '',
    )
    const urls = fc.constantFrom(
      '/v1/engagements',
      '/v1/facts',
      `/v1/engagements/${id}/contacts`,
      `/v1/surveys/${tokens[0]}/responses`,
    )
    await fc.assert(
      fc.asyncProperty(bytes, types, urls, async (payload, type, url) => {
        const headers = { authorization: `Bearer ${world().keys.operator}`, 'content-type': type }
        const method = url.endsWith('contacts') ? 'PUT' : 'POST'
        const { statusCode } = await sendSafely(world(), { method, url, payload: Buffer.from(payload), headers })
        expect(statusCode).toBeGreaterThanOrEqual(400)
      }),
      { numRuns: 100 },
    )
  })
})
