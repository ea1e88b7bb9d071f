import { describe, expect, it } from 'vitest'
import { eventsOf, everythingIn } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('what is accepted while its workflow does not know it yet', () => {
  it('[FT-01] keeps the survey back when a gate was revoked after the workflow decided to send it', async () => {
    const { open, reachGates, name, report, until } = survey(world())
    const { letters, untilLetters } = ledger(world())
    const id = await open('revoked-in-between')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await world().stopWorker()
    await name(id, [person('in-between')])
    await delivered(id)
    await world().stopRelay()
    await report(id, { type: 'payment', status: 'reversed' })

    await world().startWorker()
    await heldBack(id, 1)
    world().startRelay()

    await until(id, { stage: 'gates', waitingFor: { what: 'payment' } })
    expect(await letters(id)).not.toContainEqual(expect.stringContaining('survey'))
    await report(id, { type: 'payment', status: 'completed' })
    await untilLetters(id, [...(await letters(id)), 'survey-invitation to in-between: sent'])
  })

  it('[FT-08] sends no survey to the only contact whose eligibility was taken back in between', async () => {
    const { open, reachGates, name, until, mails } = survey(world())
    const id = await open('barred-in-between')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await world().stopWorker()
    await name(id, [person('barred')])
    await delivered(id)
    await world().stopRelay()
    await name(id, [person('barred', { surveyEligible: 'no' })])

    await world().startWorker()
    await heldBack(id, 1)
    world().startRelay()

    await until(id, { outcome: 'not-eligible' })
    expect(await mails('barred@contoso.example')).toEqual([])
  })

  it('[FT-09] reminds nobody who answered just before the fourteen days were over', async () => {
    const { invited, rate, until } = survey(world())
    const { letters } = ledger(world())
    const id = await invited('answered-in-between', ['just-in-time', 'still-silent'])
    await world().stopRelay()
    await rate('just-in-time', 4)

    await heldBack(id, 1)
    world().startRelay()

    await until(id, { outcome: 'scored' })
    const reminders = (await letters(id)).filter((letter) => letter.startsWith('survey-reminder'))
    expect(reminders).toEqual(['survey-reminder to still-silent: sent'])
  })

  it('[FT-07] escalates nothing when contacts were named just before the week was over', async () => {
    const { open, reachGates, until, name } = survey(world())
    const { letters } = ledger(world())
    const id = await open('named-in-between')
    await reachGates(id)
    await until(id, { stage: 'contacts', waitingFor: { owedBy: 'partner' } })
    await world().stopRelay()
    await name(id, [person('named-in-time')])

    await heldBack(id, 1)
    world().startRelay()

    await until(id, { stage: 'survey' })
    expect(await letters(id)).not.toContainEqual(expect.stringContaining('escalation'))
  })

  it('[MX-13] counts an answer that was accepted at the very moment of closing', async () => {
    const { invited, rate, until } = survey(world())
    const id = await invited('last-moment', ['last-moment'])
    await until(id, { invitations: { reminded: 1 } })
    await world().stopRelay()
    await rate('last-moment', 4)

    await expect.poll(() => closings(id)).toBe(1)
    world().startRelay()

    await until(id, { stage: 'closed', outcome: 'scored', score: { value: 200, n: 1 } })
    expect(await ledger(world()).letters(id)).toContain('survey-thanks to last-moment: sent')
  })

  it('[FT-06] asks a contact who was named at the very moment of closing', async () => {
    const { open, reachGates, until, name, mail } = survey(world())
    const id = await open('named-at-close')
    await reachGates(id)
    await until(id, { waitingFor: { owedBy: 'owner' } })
    await world().stopRelay()
    await name(id, [person('named-at-close')])

    await expect.poll(() => closings(id)).toBe(1)
    world().startRelay()

    await mail('named-at-close@contoso.example', 'two minutes')
  })
})

/** Waits until everything that was accepted has reached the workflow's history. */
async function delivered(id: string): Promise<void> {
  const waiting = world().db.selectFrom('outbox').select('id').where('engagement_id', '=', id)
  await expect.poll(() => waiting.where('delivered_at', 'is', null).execute()).toEqual([])
}

/** Waits until letters were held back, because something was accepted that the workflow did not know. */
async function heldBack(id: string, times: number): Promise<void> {
  const stale = async () =>
    eventsOf(await world().workflow(id).fetchHistory()).filter(({ activityTaskCompletedEventAttributes: done }) =>
      everythingIn(done).includes('{\\"stale\\":true'),
    )
  await expect.poll(stale).toHaveLength(times)
}

/** How often the workflow tried to close the engagement. */
async function closings(id: string): Promise<number> {
  const events = eventsOf(await world().workflow(id).fetchHistory())
  const scheduled = events.filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'closeEngagement',
  )
  const done = events.filter(({ activityTaskCompletedEventAttributes: completed }) =>
    scheduled.some(({ eventId }) => completed?.scheduledEventId?.toString() === eventId?.toString()),
  )
  return done.length
}
