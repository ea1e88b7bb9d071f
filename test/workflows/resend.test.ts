import { describe, expect, it } from 'vitest'
import { survey } from '../support/invited.ts'
import { ledger } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

describe('sending again', () => {
  it('[PC-10] asks the partner for contacts once more while they are missing', async () => {
    const { open, reachGates, until, call } = survey(world())
    const { letters, untilLetters } = ledger(world())
    const id = await open('to-partner')
    await reachGates(id)
    await until(id, { stage: 'contacts' })

    const answer = await call('POST', `/v1/engagements/${id}/resend`)

    expect(answer).toMatchObject({ status: 202, body: { to: 'partner' } })
    await untilLetters(id, ['contact-request to partner: sent', 'contact-request to partner: sent'])
    await until(id, { waitingFor: { what: 'contacts', owedBy: 'psm' } })
    expect(await letters(id)).toHaveLength(3)
  })

  it('[PC-10] invites those who have not answered once more, and still reminds them once', async () => {
    const { invited: invite, rate, until, call } = survey(world())
    const { letters } = ledger(world())
    const id = await invite('to-contacts', ['answered', 'open'])
    await rate('answered', 4)

    const invited = ['survey-invitation to answered: sent', 'survey-invitation to open: sent'].sort()
    await expect
      .poll(async () => [...(await letters(id))].sort())
      .toEqual([...invited, 'survey-thanks to answered: sent'])

    const first = await call('POST', `/v1/engagements/${id}/resend`)
    await until(id, { invitations: { reminded: 1 } })
    await call('POST', `/v1/engagements/${id}/resend`)

    expect(first).toMatchObject({ status: 202, body: { to: [expect.stringMatching(/^ctc_/)] } })
    await until(id, { stage: 'closed', outcome: 'scored' })
    const toOpen = (await letters(id)).filter((letter) => letter.includes('to open'))
    expect(toOpen).toEqual([
      'survey-invitation to open: sent',
      'survey-invitation to open: sent',
      'survey-reminder to open: sent',
      'survey-invitation to open: sent',
    ])
  })

  it('[PC-10] is refused while nothing is asked, and once the engagement is closed', async () => {
    const { open, report, until, call } = survey(world())
    const id = await open('nothing-open')

    const early = await call('POST', `/v1/engagements/${id}/resend`)
    await report(id, { type: 'terminated' })
    await until(id, { stage: 'closed' })
    const late = await call('POST', `/v1/engagements/${id}/resend`)

    expect(early).toMatchObject({ status: 409, body: { type: expect.stringContaining('nothing-to-resend') } })
    expect(late).toMatchObject({ status: 409, body: { type: expect.stringContaining('engagement.closed') } })
  })

  it('[PC-10] happens once however often the same request is repeated', async () => {
    const { invited, call } = survey(world())
    const { letters, untilLetters } = ledger(world())
    const id = await invited('repeated', ['patient'])
    const again = { headers: { 'idempotency-key': 'once' } }

    await Promise.all([1, 2, 3].map(() => call('POST', `/v1/engagements/${id}/resend`, again)))

    await untilLetters(id, ['survey-invitation to patient: sent', 'survey-invitation to patient: sent'])
    expect(await letters(id)).toHaveLength(2)
  })
})
