import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pauseUntil } from '../../../src/db/referral/profiles.ts'
import { publishReferralProgram } from '../../../src/db/referral/programs.ts'
import { fasttrackReferrals } from '../../../src/programs/referrals/program.ts'
import { referrals } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })
const hour = 3_600_000

describe('the daily letters to partners', () => {
  it('[RF-05] remind of a pause shortly before it ends, once for each pause', async () => {
    const { partner, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['HU'] })
    await call('POST', `/v1/partners/${id}/pause`)

    await runDaily()
    expect(await subjects(id)).toEqual([])
    await endsIn(id, 2 * hour)
    await runDaily()
    await runDaily()
    await expect.poll(() => subjects(id)).toEqual(['Your pause of referrals ends soon'])

    await call('POST', `/v1/partners/${id}/resume`)
    await runDaily()
    expect(await subjects(id)).toHaveLength(1)
    await endsIn(id, hour)
    await runDaily()
    await expect.poll(() => subjects(id)).toHaveLength(2)
  })

  it('[RF-05] say nothing to who has left', async () => {
    const { partner, call } = referrals(world())
    const id = await partner(['Teams'], { locations: ['RO'] })
    await endsIn(id, hour)
    await call('POST', `/v1/partners/${id}/leave`)

    await runDaily()

    expect(await subjects(id)).toEqual([])
  })

  it('[RF-07] warn of an acceptance rate that is too low while there is time, once a quarter', async () => {
    const { partner, refer, offerTo, accept, decline } = referrals(world())
    const low = await partner(['Teams'], { locations: ['BG'] })
    const good = await partner(['Teams'], { locations: ['GR'] })
    await decline(await offerTo(await refer(['Teams'], { country: 'BG' }), low))
    await accept(await offerTo(await refer(['Teams'], { country: 'GR' }), good))
    const { db } = world()
    const never = { ...fasttrackReferrals.acceptance, warning: '1 ms' }
    await publishReferralProgram(db, { ...fasttrackReferrals, version: 2, acceptance: never })

    await runDaily()
    expect(await warnings(low)).toEqual([])
    const always = { ...fasttrackReferrals.acceptance, warning: '100 days' }
    await publishReferralProgram(db, { ...fasttrackReferrals, version: 3, acceptance: always })
    await runDaily()
    await runDaily()

    await expect.poll(() => warnings(low)).toHaveLength(1)
    expect((await warnings(low))[0]?.text).toContain('Accepting the next 4 referrals in a row is enough.')
    expect(await warnings(good)).toEqual([])
  })
})

async function runDaily(): Promise<void> {
  const { client, relayed } = world()
  const options = { workflowId: randomUUID(), taskQueue: relayed.config.TASK_QUEUE, args: [] }
  await client.workflow.execute('participation', options)
}

async function endsIn(partnerId: string, milliseconds: number): Promise<void> {
  await pauseUntil(world().db, partnerId, new Date(Date.now() + milliseconds))
}

async function subjects(partnerId: string): Promise<readonly string[]> {
  return (await referrals(world()).mails(`${partnerId}@partner.example`)).map(({ subject }) => subject)
}

async function warnings(partnerId: string) {
  const mails = await referrals(world()).mails(`${partnerId}@partner.example`)
  return mails.filter(({ subject }) => subject.startsWith('Your acceptance rate'))
}
