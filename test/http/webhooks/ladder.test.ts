import { describe, expect, it } from 'vitest'
import { delivered, firstSender } from '../../support/delivered.ts'
import { person } from '../../support/ledger.ts'
import { portal } from '../../support/portal.ts'
import { resendEvents } from '../../support/resendEvents.ts'
import { useWorld } from '../../support/world.ts'

const day = 400
const world = useWorld({ day: `${day}ms`, webhooks: true })

describe('a letter that does not get through', () => {
  it('[PC-11] is sent again from the same sender after a day, twice, then from the next one', async () => {
    const { askOf, destine, untilLetters, happenings, until } = delivered(world())
    await destine('full', 'soft-bounced', { from: firstSender })

    const id = await askOf('full', [person('full')])

    await untilLetters(id, [
      'survey-invitation to full from first: bounced',
      'survey-invitation to full from first: bounced',
      'survey-invitation to full from first: bounced',
      'survey-invitation to full from second: delivered',
    ])
    await until(id, { stage: 'survey', invitations: { invited: 1 } })
    const sent = (await happenings(id, 'letter.sent')).map(({ at }) => Date.parse(String(at)))
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(day)
    expect((sent[2] ?? 0) - (sent[1] ?? 0)).toBeGreaterThanOrEqual(day)
    const undelivered = await happenings(id, 'undelivered')
    expect(undelivered.map(({ sender }) => sender)).toEqual([0, 0, 1])
    const { at, retryAt } = undelivered[2] ?? {}
    expect(Date.parse(String(retryAt)), 'the next sender does not wait').toBeLessThanOrEqual(Date.parse(String(at)))
  })

  it('[PC-11] leaves from the next sender at once when the address refused it for good, then goes to the secondary contact', async () => {
    const { askOf, destine, untilLetters, until, tasks } = delivered(world())
    await destine('gone', 'bounced')

    const id = await askOf('gone', [person('gone'), person('deputy', { role: 'secondary' })])

    await untilLetters(id, [
      'survey-invitation to gone from first: bounced',
      'survey-invitation to gone from second: bounced',
      'survey-invitation to deputy from first: delivered',
    ])
    await until(id, { stage: 'survey', invitations: { invited: 1, bounced: 1 } })
    expect(await tasks(id)).toEqual([])
  })

  it('[PC-11] becomes a task of the PSM when nobody is left to stand in', async () => {
    const { askOf, destine, untilLetters, tasks } = delivered(world())
    for (const name of ['lost', 'lost-too']) await destine(name, 'bounced')

    const id = await askOf('lost', [person('lost'), person('lost-too', { role: 'secondary' }), person('patient')])

    await untilLetters(id, [
      'survey-invitation to lost from first: bounced',
      'survey-invitation to patient from first: delivered',
      'survey-invitation to lost from second: bounced',
      'survey-invitation to lost-too from first: bounced',
      'survey-invitation to lost-too from second: bounced',
    ])
    await expect.poll(() => tasks(id)).toEqual(['contact-unreachable for psm: lost-too'])
  })

  it('[PC-11] is nobody’s task any more once the address was corrected', async () => {
    const { askOf, destine, tasks, name, untilLetters, happenings } = delivered(world())
    await destine('wrong', 'bounced')
    const id = await askOf('wrong', [person('wrong'), person('other')])
    await expect.poll(() => tasks(id)).toEqual(['contact-unreachable for psm: wrong'])

    await name(id, [person('other', { lastName: 'Lovelace' })])
    expect(await tasks(id)).toHaveLength(1)
    await name(id, [person('wrong', { email: 'right@contoso.example' })])

    expect(await tasks(id)).toEqual([])
    expect(await happenings(id, 'task.closed')).toHaveLength(1)
    await untilLetters(id, [
      'survey-invitation to wrong from first: bounced',
      'survey-invitation to other from first: delivered',
      'survey-invitation to wrong from second: bounced',
      'survey-invitation to right from first: delivered',
    ])
  })

  it('[PC-11] takes the same way when Resend refuses it at once', async () => {
    const { openWith, reachGates, untilLetters, until, tasks } = delivered(world())
    const id = await openWith('refused', [person('refused'), person('taken')])
    const refused = world().db.updateTable('contacts').where('email', '=', person('refused').email)
    await refused.set({ email: 'refused' }).execute()

    await reachGates(id)

    await untilLetters(id, [
      'survey-invitation to refused from first: refused',
      'survey-invitation to taken from first: delivered',
      'survey-invitation to refused from second: refused',
    ])
    await until(id, { invitations: { invited: 1, bounced: 1 } })
    expect(await tasks(id)).toEqual(['contact-unreachable for psm: refused'])
  })

  it('[MX-07] changes nothing once the contact has answered, nor does a word of thanks that came back', async () => {
    const { askOf, rate, until, happenings, untilLetters, tasks } = delivered(world())
    const { tell, letterTo } = resendEvents(world())
    const id = await askOf('answered', [person('quick'), person('slow')])
    await rate('quick', 4)
    await until(id, { invitations: { answered: 1, invited: 1 } })
    const thanks = async () => letterTo(person('quick').email, 'survey-thanks')
    await expect.poll(async () => (await thanks()).delivery).toBe('delivered')

    await tell({ type: 'bounced', letter: (await letterTo(person('quick').email, 'survey-invitation')).id })
    await tell({ type: 'bounced', letter: (await thanks()).id })

    await untilLetters(id, [
      'survey-invitation to quick from first: bounced',
      'survey-invitation to slow from first: delivered',
      'survey-thanks to quick from first: bounced',
    ])
    expect([...(await happenings(id, 'undelivered')), ...(await happenings(id, 'bounced'))]).toEqual([])
    expect(await tasks(id)).toEqual([])
  })

  it('[PC-11] says nothing about a sender it did not leave from, however late that is told', async () => {
    const { askOf, destine, until, untilLetters } = delivered(world())
    const { tell, letterTo } = resendEvents(world())
    await destine('late', 'soft-bounced', { from: firstSender, times: 1 })
    const id = await askOf('late', [person('late')])
    await untilLetters(id, [
      'survey-invitation to late from first: bounced',
      'survey-invitation to late from first: delivered',
    ])
    const letter = await letterTo(person('late').email, 'survey-invitation')
    await tell({ type: 'bounced', letter: letter.id })
    const expected = [
      'survey-invitation to late from first: bounced',
      'survey-invitation to late from first: bounced',
      'survey-invitation to late from second: delivered',
    ]
    await untilLetters(id, expected)

    await tell({ type: 'suppressed', letter: letter.id })

    await until(id, { invitations: { invited: 1 } })
    await untilLetters(id, expected)
  })

  it('[MX-07] becomes a task of the operator when it was for the partner', async () => {
    const { open, reachGates, destine, tasks, untilLetters } = delivered(world())
    await destine('projects@fabrikam.example', 'bounced', { times: 1 })
    const id = await open('partner-away')
    await reachGates(id)

    await untilLetters(id, ['contact-request to partner from first: bounced'])
    await expect.poll(() => tasks(id)).toEqual(['letter-undelivered for operator: partner'])
  })

  it('[MX-07] goes to the next in line once the partner marked one as spam', async () => {
    const { call, open, destine, mails, untilLetters } = delivered(world())
    const partner = { id: 'annoyed', name: 'Annoyed', country: 'DE', email: 'annoyed@partner.example' }
    await call('POST', '/v1/partners', {
      role: 'operator',
      body: { ...partner, psm: { name: 'Nora', email: 'nora-annoyed@plaudit.example' } },
    })
    await destine(partner.email, 'complained')
    const ids = [await open('annoyed-1'), await open('annoyed-2')]
    await world().db.updateTable('engagements').set({ partner_id: partner.id }).where('id', 'in', ids).execute()
    const { reachGates } = portal(world(), 'operator')
    await reachGates(ids[0] ?? '')
    await untilLetters(ids[0] ?? '', ['contact-request to partner from first: complained'])

    await reachGates(ids[1] ?? '')

    await expect.poll(() => mails('nora-annoyed@plaudit.example')).not.toEqual([])
    expect(await mails(partner.email)).toHaveLength(1)
  })
})
