import { describe, expect, it } from 'vitest'
import { resetToItsStart } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

describe('an engagement whose worker stops and starts', () => {
  it('[MX-13] goes on from every stage, and each letter leaves once', async () => {
    const { open, report, name, until, rate } = survey(world())
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('restarts')
    await restart(async () => {
      await report(id, { type: 'payment', status: 'completed' })
    })
    await report(id, { type: 'milestone', percent: 10 })
    await until(id, { stage: 'contacts' })
    await restart(async () => {
      await name(id, [person('steady'), person('sturdy')])
    })
    await until(id, { stage: 'survey', invitations: { invited: 2 } })
    await restart(async () => {
      await rate('steady', 4)
    })
    await until(id, { invitations: { reminded: 1 } })
    await restart(async () => {
      await rate('sturdy', 1)
    })

    await until(id, { stage: 'closed', outcome: 'scored', score: { value: 100, n: 2 } })
    expect([...(await letters(id))].filter((letter) => letter.startsWith('survey')).sort()).toEqual([
      'survey-invitation to steady: sent',
      'survey-invitation to sturdy: sent',
      'survey-reminder to sturdy: sent',
      'survey-thanks to steady: sent',
      'survey-thanks to sturdy: sent',
    ])
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] does all that was due while nobody worked', async () => {
    const { invited, until } = survey(world())
    const { letters } = ledger(world())
    const id = await invited('overdue', ['forgotten'])

    await restart(async () => {
      const timer = world().db.selectFrom('engagements').select('id').where('id', '=', id)
      await expect.poll(() => timer.where('due_at', '<', new Date()).execute()).toHaveLength(1)
    })

    await until(id, { outcome: 'no-response' })
    expect(await letters(id)).toEqual(['survey-invitation to forgotten: sent', 'survey-reminder to forgotten: sent'])
  })

  it('[MX-13] leaves its row closed when it is reset after it was over', async () => {
    const { invited, until, see } = survey(world())
    const { letters } = ledger(world())
    const id = await invited('reset-later', ['nobody-home'])
    await until(id, { outcome: 'no-response' })
    await world().workflow(id).result()
    const before = { row: await see(id), letters: await letters(id) }

    const runId = await resetToItsStart(world().client, world().workflow(id))

    expect(await world().client.workflow.getHandle(`fasttrack/${id}`, runId).result()).toBe('no-response')
    expect({ row: await see(id), letters: await letters(id) }).toEqual(before)
  })

  it('[MX-13] takes facts while nothing works, and acts on all of them afterwards', async () => {
    const { open, reachGates, name, mail, see } = survey(world())
    await world().stopRelay()
    await world().stopWorker()
    const id = await open('nobody-works')
    await reachGates(id)
    await name(id, [person('waits-for-it')])
    expect(await see(id)).toMatchObject({ stage: 'gates' })

    world().startRelay()
    await world().startWorker()

    await mail('waits-for-it@contoso.example', 'two minutes')
  })

  it('[MX-13] loses nothing when a worker stops in the middle of a letter', async () => {
    const { open, reachGates, name, until } = survey(world())
    const { plan, untilLetters, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('in-the-middle')
    await name(id, [person('interrupted')])
    await plan({ mode: 'drop', times: 1 })
    await reachGates(id)
    await untilLetters(id, ['survey-invitation to interrupted: claimed'])

    await restart()

    await untilLetters(id, ['survey-invitation to interrupted: sent'])
    await until(id, { stage: 'survey' })
    await expectEachLetterDeliveredOnce()
  })
})

/** Stops the worker, lets something happen, and starts another. */
async function restart(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
  await world().stopWorker()
  await meanwhile()
  await world().startWorker()
}
