import { describe, expect, it } from 'vitest'
import { detailsOf } from '../../support/history.ts'
import { referrals } from '../../support/referrals.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('what a PSM sees of a referral in the Temporal UI', () => {
  it('[RF-04] [MX-02] is who was asked, until when, and what the others said', async () => {
    const { refer, partner, offerTo, decline, accept, untilReferral } = referrals(world())
    const own = { locations: ['IE'] }
    const [first = '', second = ''] = [await partner(['Teams'], own), await partner(['Teams'], own)].sort()
    const id = await refer(['Teams'], { country: 'IE' })
    const offer = await offerTo(id, first)

    await expect
      .poll(() => details(id))
      .toMatch(new RegExp(`^### Waiting for partners\n\n- offered to \\*\\*Partner ${first}\\*\\* until ${minute}\n`))
    expect(await details(id)).toContain(`(${world().publicUrl}/console/referrals/${id})`)
    await decline(offer, 'expertise')
    const next = await offerTo(id, second)
    await expect.poll(() => details(id)).toContain(`- declined by **Partner ${first}**: expertise\n- offered to `)
    await accept(next)
    await untilReferral(id, { state: 'assigned' })

    await expect.poll(() => details(id)).toMatch(/^### Closed: assigned\n/)
    expect(await details(id)).toContain(`- accepted by **Partner ${second}**`)
    expect(await details(id)).not.toContain('ada@contoso.example')
  })

  it('[RF-04] can be filtered by partner, PSM, stage, deadline and whether nobody is left', async () => {
    const { refer, partner, offerTo, decline, untilReferral, call } = referrals(world())
    const asked = await partner(['Teams'], { locations: ['BE'] })
    const id = await refer(['Teams'], { country: 'BE' })
    const offer = await offerTo(id, asked)

    await expect
      .poll(() => found(`Partner = '${asked}' AND Psm = 'psm-nora' AND Stage = 'offered' AND Escalated = false`))
      .toEqual([id])
    expect(await found(`Partner = '${asked}' AND DueAt > '${new Date().toISOString()}'`)).toEqual([id])
    await decline(offer)
    await untilReferral(id, { state: 'unmatched' })
    await expect
      .poll(() => found(`Partner = '${asked}' AND Stage = 'unmatched' AND Escalated = true AND DueAt IS NULL`))
      .toEqual([id])
    await call('POST', `/v1/referrals/${id}/withdraw`)
    await expect.poll(() => found(`Partner = '${asked}' AND Stage = 'withdrawn' AND Escalated = false`)).toEqual([id])
  })
})

const minute = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`

function details(id: string): Promise<string> {
  return detailsOf(world().workflow(id, 'referral')).catch(() => 'there is no workflow yet')
}

/** Referrals that a list in the Temporal UI shows for a query. */
async function found(query: string): Promise<readonly string[]> {
  const listed: string[] = []
  for await (const { workflowId } of world().client.workflow.list({ query }))
    listed.push(workflowId.split('/')[1] ?? '')
  return listed
}
