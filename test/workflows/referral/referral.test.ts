import { describe, expect, it } from 'vitest'
import { referrals } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('a referral', () => {
  it('[RF-02] [RF-03] goes to the one partner who can, who accepts, and everybody is told in their language', async () => {
    const { partner, refer, offerTo, accept, untilReferral, mail, mails } = referrals(world())
    const id = await partner(['Exchange'], {
      locations: ['AT'],
      lists: { standard: ['one@lists.example', 'two@lists.example'] },
    })
    const referral = await refer(['Exchange'], { country: 'AT' })
    await mail('two@lists.example', 'Exchange')

    expect(await accept(await offerTo(referral, id))).toMatchObject({ status: 200, body: { state: 'accepted' } })

    await untilReferral(referral, {
      state: 'assigned',
      waitingFor: null,
      offers: [{ partnerId: id, state: 'accepted', why: 'only-one' }],
    })
    await mail('ada@contoso.example', 'Wer Contoso')
    expect((await mail('one@lists.example', 'Who helps')).text).toContain('ada@contoso.example')
    expect((await mails('two@lists.example')).length).toBe(2)
    expect(await world().workflow(referral, 'referral').result()).toBe('assigned')
  })

  it('[RF-04] passes on to the next partner when one declines, with the reason', async () => {
    const { partner, refer, offerTo, decline, untilReferral } = referrals(world())
    const first = await partner(['Teams'], { locations: ['CH'] })
    const second = await partner(['Teams'], { locations: ['CH'] })
    const referral = await refer(['Teams'], { country: 'CH' })
    const [asked, other] = [first, second].sort()

    await decline(await offerTo(referral, asked ?? ''), 'expertise')

    await offerTo(referral, other ?? '')
    await untilReferral(referral, {
      state: 'offered',
      offers: [
        { state: 'declined', reason: 'expertise' },
        { state: 'open', partnerId: other },
      ],
    })
  })
})
