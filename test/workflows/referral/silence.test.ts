import { describe, expect, it } from 'vitest'
import { referrals } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

// The days between nudge and next partner have to outlast the delays of a busy machine.
const world = useWorld({ day: '800ms' })

describe('a partner who does not answer', () => {
  it('[RF-04] [RF-07] is nudged once, then the next is asked, and it counts as not accepted', async () => {
    const { partner, refer, untilReferral, mails, call } = referrals(world())
    const own = { locations: ['SE'] }
    const [first = '', second = ''] = [await partner(['Teams'], own), await partner(['Teams'], own)].sort()

    const referral = await refer(['Teams'], { country: 'SE' })

    const { offers } = await untilReferral(referral, {
      offers: [{ partnerId: first, state: 'timed-out' }, { partnerId: second }],
    })
    const subjects = async () => (await mails(`${first}@partner.example`)).map(({ subject }) => subject.split(':')[0])
    await expect.poll(subjects).toHaveLength(2)
    expect(new Set(await subjects())).toEqual(new Set(['Contoso is looking for help with Teams', 'Reminder']))
    expect(Date.parse(offers[0].settledAt)).toBeGreaterThanOrEqual(Date.parse(offers[0].until))
    const { body } = await call('GET', `/v1/partners/${first}/acceptance`)
    expect(body).toMatchObject({ met: false, value: 0, n: 1 })
  })

  it('[RF-04] leaves the customer to a person once nobody is left, who is told', async () => {
    const { partner, refer, untilReferral, mail, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['NO'] })

    const referral = await refer(['Teams'], {
      country: 'NO',
      contact: { name: 'Kari', email: 'kari@contoso.example' },
      language: 'en-US',
    })

    await untilReferral(referral, {
      state: 'unmatched',
      waitingFor: { owedBy: 'owner' },
      offers: [{ partnerId: id, state: 'timed-out' }],
      considered: { nearest: [{ partnerId: id, failed: ['endorsement', 'asked'], lacks: ['Teams'], received: 1 }] },
    })
    await mail('kari@contoso.example', 'Your request for help')
    await mail('owner@plaudit.example', 'No partner is left')
    const isOurs = ({ about }: { about: string }) => about === referral
    const { tasks } = (await call('GET', '/v1/tasks?open=true', { role: 'owner' })).body
    expect(tasks.filter(isOurs)).toMatchObject([{ kind: 'referral-unmatched' }])

    await call('POST', `/v1/referrals/${referral}/take`, { role: 'owner' })

    await untilReferral(referral, {
      state: 'assigned',
      offers: [{ state: 'timed-out' }, { partnerId: null, why: 'in-house' }],
    })
    expect((await call('GET', '/v1/tasks?open=true', { role: 'owner' })).body.tasks.filter(isOurs)).toEqual([])
  })
})
