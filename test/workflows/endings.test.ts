import { describe, expect, it } from 'vitest'
import { activitiesOf, resetToItsStart } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

const stages = ['gates', 'contacts', 'survey'] as const

describe('an engagement that ends before its time', () => {
  it.each(stages)('[PC-04] is terminated at the stage of %s, and writes to nobody any more', async (stage) => {
    const { until, call } = acts()
    const { letters } = ledger(world())
    const id = await reach(stage, `terminated-${stage}`)
    await expect.poll(() => letters(id)).not.toContainEqual(expect.stringContaining('claimed'))
    const before = await letters(id)

    await call('POST', `/v1/engagements/${id}/terminate`)

    await until(id, { stage: 'closed', outcome: 'terminated', waitingFor: null })
    expect(await world().workflow(id).result()).toBe('terminated')
    expect(await letters(id)).toEqual(before)
  })

  it.each(stages)(
    'is closed as terminated when it is cancelled in the Temporal UI at the stage of %s',
    async (stage) => {
      const { until } = acts()
      const id = await reach(stage, `cancelled-${stage}`)

      await world().workflow(id).cancel()

      await until(id, { stage: 'closed', outcome: 'terminated', waitingFor: null })
      expect(await world().workflow(id).result()).toBe('terminated')
    },
  )

  it('is terminated by the fact a portal reports', async () => {
    const { report, until } = acts()
    const id = await reach('contacts', 'reported')

    await report(id, { type: 'terminated' })

    await until(id, { outcome: 'terminated' })
  })
})

describe('a workflow that is ended behind our back', () => {
  it('[MX-13] is started again with all its facts when the next one comes, and writes nothing twice', async () => {
    const { name, until, rate } = acts()
    const { letters, untilLetters } = ledger(world())
    const id = await reach('survey', 'killed')
    await world().workflow(id).terminate('a PSM pressed the wrong button')

    await name(id, [person('joins-later')])
    await untilLetters(id, ['survey-invitation to killed: sent', 'survey-invitation to joins-later: sent'])
    await until(id, { stage: 'survey', invitations: { reminded: 2 } })
    await rate('killed', 4)
    await rate('joins-later', 4)

    await until(id, { outcome: 'scored', score: { n: 2 } })
    expect((await letters(id)).filter((letter) => letter.includes('to killed'))).toEqual([
      'survey-invitation to killed: sent',
      'survey-reminder to killed: sent',
      'survey-thanks to killed: sent',
    ])
  })

  it('[MX-13] shows the deadline it has, not the one it had', async () => {
    const { until, report } = acts()
    const id = await reach('contacts', 'killed-early')
    const before = (await until(id, { stage: 'contacts' })).waitingFor.until
    await world().workflow(id).terminate()

    await report(id, { type: 'milestone', percent: 20 })

    await expect.poll(async () => (await until(id, { stage: 'contacts' })).waitingFor.until).not.toBe(before)
  })

  it('[FT-01] is back at its gates when the next fact revokes one', async () => {
    const { until, report } = acts()
    const id = await reach('contacts', 'killed-and-revoked')
    await world().workflow(id).terminate()

    await report(id, { type: 'payment', status: 'reversed' })

    await until(id, { stage: 'gates', waitingFor: { what: 'payment', owedBy: 'owner', until: null } })
  })

  it('[MX-13] sends no letter again when it is reset to its start', async () => {
    const { until, rate, call } = acts()
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await reach('survey', 'reset')
    await until(id, { invitations: { reminded: 1 } })
    await call('POST', `/v1/engagements/${id}/resend`)
    const once = ['invitation', 'reminder', 'invitation'].map((kind) => `survey-${kind} to reset: sent`)
    await expect.poll(() => letters(id)).toEqual(once)

    const runId = await resetToItsStart(world().client, world().workflow(id))
    const again = world().client.workflow.getHandle(`fasttrack/${id}`, runId)
    const summaries = async () => activitiesOf(await again.fetchHistory()).map(({ summary }) => summary)
    await expect.poll(summaries).toContain('"survey-reminder to 1 contact"')
    await rate('reset', 4)

    await until(id, { outcome: 'scored' })
    expect(await letters(id)).toEqual([...once, 'survey-thanks to reset: sent'])
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] sends nothing for a closed engagement when it is reset, and ends as that did', async () => {
    const { until, rate } = acts()
    const { letters } = ledger(world())
    const id = await reach('survey', 'reset-closed')
    await until(id, { invitations: { reminded: 1 } })
    await rate('reset-closed', 4)
    const closed = await until(id, { outcome: 'scored' })
    const before = await letters(id)

    const runId = await resetToItsStart(world().client, world().workflow(id))

    expect(await world().client.workflow.getHandle(`fasttrack/${id}`, runId).result()).toBe('scored')
    expect(await letters(id)).toEqual(before)
    expect(await until(id, { stage: 'closed' })).toEqual(closed)
  })
})

function acts() {
  return survey(world())
}

/** Brings a new engagement to a stage. */
async function reach(stage: (typeof stages)[number], externalId: string): Promise<string> {
  const { open, reachGates, invited, until } = acts()
  if (stage === 'survey') {
    const id = await invited(externalId, [externalId])
    await until(id, { stage })
    return id
  }
  const id = await open(externalId)
  if (stage === 'contacts') await reachGates(id)
  await until(id, { stage })
  return id
}
