import { describe, expect, it } from 'vitest'
import { audited } from '../../support/audit.ts'
import { type Offer, referrals } from '../../support/referrals.ts'
import { watchdog } from '../../support/watch.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('the watchdog', () => {
  it('[MX-13] [RF-04] brings a referral back whose workflow was terminated, and nobody is asked twice', async () => {
    const { partner, refer, offerTo, decline, accept, untilReferral, mails } = referrals(world())
    const own = { locations: ['FI'] }
    const [first = '', second = ''] = [await partner(['Teams'], own), await partner(['Teams'], own)].sort()
    const id = await refer(['Teams'], { country: 'FI' })
    await decline(await offerTo(id, first))
    const offer = await offerTo(id, second)
    await told(id)

    await world().workflow(id, 'referral').terminate()
    await watchdog(world()).look()

    expect(await repairsOf(id)).toEqual(['over'])
    await told(id)
    const state = async () => (await world().workflow(id, 'referral').describe()).status.name
    await expect.poll(state).toBe('RUNNING')
    expect((await accept(offer)).status).toBe(200)
    const { offers } = await untilReferral(id, { state: 'assigned' })
    expect(offers.map(({ partnerId, state }: Offer) => [partnerId, state])).toEqual([
      [first, 'declined'],
      [second, 'accepted'],
    ])
    expect(await world().workflow(id, 'referral').result()).toBe('assigned')
    const asked = (await mails(`${second}@partner.example`)).filter(({ subject }) =>
      subject.includes('looking for help'),
    )
    expect(asked).toHaveLength(1)
  })
})

/** Why a referral was mended, each time. */
async function repairsOf(referral: string): Promise<readonly unknown[]> {
  const entries = await audited(world().db, 'repaired')
  return entries.filter(({ about }) => about['referral'] === referral).map(({ about }) => about['why'])
}

/** Waits until the workflow of a referral was told all that was accepted. */
async function told(id: string): Promise<void> {
  const undelivered = world().db.selectFrom('outbox').select('id').where('referral_id', '=', id)
  await expect.poll(() => undelivered.where('delivered_at', 'is', null).execute()).toEqual([])
}
