import { describe, expect, it } from 'vitest'
import { offerToken } from '../../../src/domain/referral/offerToken.ts'
import { type Offer, referrals } from '../../support/referrals.ts'
import { useWorld, worldSecret } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('a benefit referral that no partner can take alone', () => {
  it('[RF-03] [RF-08] [RF-10] is split, our own team takes the rest, and each share is surveyed once', async () => {
    const { partner, refer, offerTo, accept, untilReferral, mail, see } = referrals(world())
    const own = {
      locations: ['FR'],
      lists: { benefit: ['benefit@partner.example'], standard: ['standard@partner.example'] },
    }
    const teams = await partner(['Teams'], own)
    const exchange = await partner(['Exchange'], { locations: ['FR'] })
    const referral = await refer(['Teams', 'Exchange', 'Intune'], { country: 'FR' }, 'benefit')
    await mail('benefit@partner.example', 'Teams')

    await accept(await offerTo(referral, teams))
    await accept(await offerTo(referral, exchange))

    const { offers, engagements } = await untilReferral(referral, { state: 'assigned' })
    expect(offers.map(({ partnerId, workloads }: Offer) => [partnerId, workloads])).toEqual(
      expect.arrayContaining([
        [teams, ['Teams']],
        [exchange, ['Exchange']],
        [null, ['Intune']],
      ]),
    )
    expect(engagements).toHaveLength(2)
    expect(await see(engagements[0])).toMatchObject({
      referralId: referral,
      program: { id: 'fasttrack' },
      partnerId: teams,
      subject: { name: 'Teams' },
    })
    expect((await mail('benefit@partner.example', 'Who helps')).text).toContain('Our own team: Intune')
  })

  it('[RF-01] [RF-09] needs 150 licences', async () => {
    const { call } = referrals(world())
    const customer = {
      id: 'c',
      name: 'C',
      country: 'DE',
      language: 'de',
      size: 'medium',
      industry: 'retail',
      licences: 149,
    }
    const body = { externalId: 'small', kind: 'benefit', workloads: ['Teams'], customer }

    expect(await call('POST', '/v1/referrals', { body })).toMatchObject({ status: 422 })
  })
})

describe('an offer', () => {
  it('[RF-04] [MX-06] is shown by its link and decided by a form, once: who comes second is told', async () => {
    const { partner, refer, offerTo, seen } = referrals(world())
    const id = await partner(['Teams'], { locations: ['ES'] })
    const referral = await refer(['Teams'], { country: 'ES' })
    const url = `/o/${offerToken(worldSecret, await offerTo(referral, id))}`

    expect((await world().app.inject({ url })).body).toContain('Will you help Contoso')
    expect((await seen(referral)).offers).toMatchObject([{ state: 'open' }])

    const send = (form: string) =>
      world().app.inject({
        method: 'POST',
        url,
        payload: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    const answers = await Promise.all([send('decision=accept'), send('decision=decline&reason=terms')])

    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303, 409]))
    expect((await world().app.inject({ url })).body).toMatch(/The referral is yours|You declined/)
    expect((await world().app.inject({ url: `${url.slice(0, -1)}_` })).statusCode).toBe(404)
  })

  it('[RF-04] goes to one of two who accept at once after it was passed on', async () => {
    const { partner, refer, offerTo, accept, decline, untilReferral } = referrals(world())
    const own = { locations: ['PT'] }
    const [first = '', second = ''] = [await partner(['Teams'], own), await partner(['Teams'], own)].sort()
    const referral = await refer(['Teams'], { country: 'PT' })
    const offer = await offerTo(referral, first)
    await decline(offer)
    const next = await offerTo(referral, second)

    const answers = await Promise.all([accept(offer), accept(next)])

    expect(answers.map(({ status }) => status)).toEqual([409, 200])
    await untilReferral(referral, {
      state: 'assigned',
      offers: [{ state: 'declined' }, { partnerId: second, state: 'accepted' }],
    })
  })

  it('[RF-06] is taken back when the endorsement goes, and does not count', async () => {
    const { partner, endorse, refer, offerTo, untilReferral, mail, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['PL'] })
    const referral = await refer(['Teams'], { country: 'PL' })
    await offerTo(referral, id)

    await endorse(id, ['Exchange'], { locations: ['PL'] })

    await untilReferral(referral, { state: 'unmatched', offers: [{ state: 'withdrawn', reason: 'endorsement' }] })
    await mail(`${id}@partner.example`, 'No answer needed')
    expect((await call('GET', `/v1/partners/${id}/acceptance`)).body).toMatchObject({
      n: 0,
      excluded: [{ reason: 'withdrawn' }],
    })
  })

  it('[RF-05] stays answerable while the partner is paused, who gets no other', async () => {
    const { partner, refer, offerTo, accept, untilReferral, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['IT'] })
    const open = await refer(['Teams'], { country: 'IT' })
    const offer = await offerTo(open, id)

    expect((await call('POST', `/v1/partners/${id}/pause`)).status).toBe(200)

    const other = await refer(['Teams'], { country: 'IT' })
    await untilReferral(other, { state: 'unmatched' })
    expect((await accept(offer)).status).toBe(200)
    await untilReferral(open, { state: 'assigned' })
    await call('POST', `/v1/partners/${id}/resume`)
    await call('POST', `/v1/referrals/${other}/match`)
    await offerTo(other, id)
  })

  it('[RF-04] is taken back when the customer withdraws, and the partner told', async () => {
    const { partner, refer, offerTo, accept, untilReferral, mail, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['GB'] })
    const referral = await refer(['Teams'], { country: 'GB' })
    const offer = await offerTo(referral, id)

    await call('POST', `/v1/referrals/${referral}/withdraw`)

    expect((await accept(offer)).status).toBe(409)
    await untilReferral(referral, { state: 'withdrawn', offers: [{ state: 'withdrawn', reason: 'customer' }] })
    await mail(`${id}@partner.example`, 'No answer needed')
    expect(await world().workflow(referral, 'referral').result()).toBe('withdrawn')
  })
})
