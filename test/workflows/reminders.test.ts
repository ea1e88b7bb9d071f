import { describe, expect, it } from 'vitest'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

describe('a reminder', () => {
  it('[FT-09] reminds each contact once, after fourteen days, and nobody who has answered, declined, opted out or bounced', async () => {
    const { letters } = ledger(world())
    const { open, name, reachGates, until, rate, decline, optOut } = survey(world())
    const id = await open('one-reminder')
    await name(
      id,
      ['silent', 'mute', 'answers', 'declines', 'opts-out', 'hopeless'].map((one) => person(one)),
    )
    const hopeless = world().db.updateTable('contacts').where('email', '=', 'hopeless@contoso.example')
    await hopeless.set({ email: 'hopeless' }).execute()
    await reachGates(id)
    await rate('answers', 4)
    await decline('declines')
    await optOut('opts-out')

    await until(id, { invitations: { answered: 1, declined: 1, 'opted-out': 1, bounced: 1, reminded: 2 } })

    const reminders = (await letters(id)).filter((letter) => letter.startsWith('survey-reminder'))
    expect(reminders.sort()).toEqual(['survey-reminder to mute: sent', 'survey-reminder to silent: sent'])
  })

  it('[FT-09] counts the fourteen days of a contact from the first letter to that contact', async () => {
    const { untilLetters } = ledger(world())
    const { name, invited, claimedAt } = survey(world())
    const id = await invited('named-late', ['early'])
    await expect
      .poll(async () => Date.now() - (await claimedAt('early', 'survey-invitation')), { timeout: 9_000 })
      .toBeGreaterThan(5 * 300)

    await name(id, [person('late')])

    await untilLetters(id, [
      'survey-invitation to early: sent',
      'survey-invitation to late: sent',
      'survey-reminder to early: sent',
      'survey-reminder to late: sent',
    ])
    const waited = (await claimedAt('late', 'survey-reminder')) - (await claimedAt('late', 'survey-invitation'))
    expect(waited).toBeGreaterThanOrEqual(14 * 300)
  })

  it('[FT-08] leaves somebody alone from the day on they may not be surveyed any more', async () => {
    const { name, until, invited, mails } = survey(world())
    const id = await invited('withdrawn', ['withdrawn', 'stays'])
    await name(id, [person('withdrawn', { surveyEligible: 'no' })])

    await until(id, { invitations: { 'not-eligible': 1, reminded: 1 } })

    expect(await mails('withdrawn@contoso.example')).toHaveLength(1)
    expect(await mails('stays@contoso.example')).toHaveLength(2)
  })

  it('[FT-09] closes as soon as every contact has answered, declined or opted out', async () => {
    const { letters } = ledger(world())
    const { until, rate, invited, decline } = survey(world())
    const id = await invited('settled', ['yes', 'no-thanks'])
    await rate('yes', 4)

    await decline('no-thanks')

    await until(id, { stage: 'closed', outcome: 'scored' })
    expect(await letters(id)).not.toContainEqual(expect.stringContaining('reminder'))
  })
})
