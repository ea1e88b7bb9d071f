import { describe, expect, it } from 'vitest'
import { portal } from '../support/portal.ts'
import { pulse } from '../support/pulse.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '100ms' })

const emails = ['ann@contoso.example', 'ben@contoso.example', 'cas@tailspin.example', 'dee@tailspin.example'] as const

describe('a fourth program', () => {
  it('[MX-01] is one JSON file, lived through to a standing: other gates, two reminders, a rule of its own', async () => {
    const { call, name, report, until, mails, mail, tokenIn, answer } = portal(world())
    expect((await call('POST', '/v1/programs', { role: 'owner', body: pulse })).status).toBe(201)
    const standing = async () => (await call('GET', '/v1/partners/fabrikam/standings/pulse')).body

    for (const [i, customer] of ['contoso', 'tailspin'].entries()) {
      const subject = { kind: 'project', name: 'Delivery', delivery: 'own' }
      const about = { program: 'pulse', partnerId: 'fabrikam', externalId: customer }
      const body = { ...about, customer: { id: customer, name: customer, country: 'DE' }, subject }
      const { id } = (await call('POST', '/v1/engagements', { body })).body
      await report(id, { type: 'payment', status: 'completed' })
      await until(id, { stage: 'gates', waitingFor: { what: 'completed', owedBy: 'partner' } })
      const asked = emails.slice(2 * i, 2 * i + 2)
      expect(
        await name(
          id,
          asked.map((email) => ({ email, surveyLanguage: 'en-US' })),
        ),
      ).toMatchObject({ status: 200 })
      await report(id, { type: 'completed' })

      const reminders = async () =>
        (await mails(asked[0] ?? '')).filter(({ subject: line }) => line.includes('once more'))
      await expect.poll(async () => (await reminders()).length, { timeout: 30_000 }).toBe(2)
      for (const email of asked) await answer(tokenIn(await mail(email, 'A quick question')), { care: 5, pace: 2 })
      await until(id, { outcome: 'scored', score: { measure: 'top-two-box', value: 100, n: 2 } })
      expect(await standing()).toMatchObject(i === 0 ? { met: false, value: 2 } : { met: true, value: 4, threshold: 4 })
    }
  })
})
