import { expect, it } from 'vitest'
import { detailsOf } from '../../support/history.ts'
import { ledger } from '../../support/ledger.ts'
import { type Offer, referrals } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

it('[MX-13] [RF-04] a referral whose history grows long goes on in a new run, and knows what was answered before', async () => {
  const { partner, refer, offerTo, decline, accept, untilReferral, call, mails } = referrals(world())
  const id = await partner(['Teams'], { locations: ['DK'] })
  const referral = await refer(['Teams'], { country: 'DK' })

  for (let declined = 1; declined <= 30 && (await runsOf(referral)) < 2; declined += 1) {
    await decline(await offerTo(referral, id), 'expertise')
    await untilReferral(referral, { state: 'unmatched' })
    expect((await call('POST', `/v1/referrals/${referral}/match`)).status).toBe(202)
  }
  const last = await offerTo(referral, id)

  expect(await runsOf(referral)).toBeGreaterThan(1)
  await expect.poll(async () => detailsOf(world().workflow(referral, 'referral'))).toContain('declined by')
  await accept(last)
  const { offers } = await untilReferral(referral, { state: 'assigned' })
  expect(offers.filter(({ state }: Offer) => state === 'declined').length).toBe(offers.length - 1)
  expect(await world().workflow(referral, 'referral').result()).toBe('assigned')
  const asked = (await mails(`${id}@partner.example`)).filter(({ subject }) => subject.includes('looking for help'))
  expect(asked).toHaveLength(offers.length)
  await ledger(world()).expectEachLetterDeliveredOnce()
})

async function runsOf(referral: string): Promise<number> {
  const runs = []
  for await (const run of world().client.workflow.list({ query: `WorkflowId = 'referral/${referral}'` }))
    runs.push(run.runId)
  return runs.length
}
