import { describe, expect, it } from 'vitest'
import { eventsOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

/** How a workflow can be lost, and what the watchdog calls it. */
const losses = [
  ['terminated', 'over', terminate],
  ['deleted', 'missing', remove],
] as const

describe('the watchdog', () => {
  it.each(losses)('[MX-13] brings a workflow back that was %s at its gates', async (how, why, lose) => {
    const { open, name, report } = survey(world())
    const id = await open(`gates-${how}`)
    await report(id, { type: 'milestone', percent: 10 })
    await name(id, [person(`gates-${how}`)])
    await told(id)

    await lose(id)
    await watchdog(world()).look()
    await expectMended(id, why)

    await report(id, { type: 'payment', status: 'completed' })
    await expectScored(id, `gates-${how}`)
  })

  it.each(losses)('[MX-13] brings a workflow back that was %s while contacts were missing', async (how, why, lose) => {
    const { open, name, reachGates, until } = survey(world())
    const id = await open(`contacts-${how}`)
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await told(id)

    await lose(id)
    await watchdog(world()).look()
    await expectMended(id, why)

    await name(id, [person(`contacts-${how}`)])
    await expectScored(id, `contacts-${how}`)
  })

  it.each(losses)('[MX-13] brings a workflow back that was %s while its survey was out', async (how, why, lose) => {
    const { invited } = survey(world())
    const id = await invited(`survey-${how}`, [`survey-${how}`])
    await told(id)

    await lose(id)
    await watchdog(world()).look()
    await expectMended(id, why)

    await expectScored(id, `survey-${how}`)
  })

  it('[MX-13] tells everything again to a workflow whose reset lost what it was told', async () => {
    const { open, report, name } = survey(world())
    const id = await open('reset-bare')
    await told(id)
    await report(id, { type: 'milestone', percent: 10 })
    await name(id, [person('reset-bare')])
    await told(id)
    await expect.poll(() => signals(id)).toBeGreaterThan(1)

    await resetWithoutSignals(id)
    await watchdog(world()).look()
    await expectMended(id, 'broken')

    await report(id, { type: 'payment', status: 'completed' })
    await expectScored(id, 'reset-bare')
  })

  it('leaves alone what sleeps as it should, and mends nothing twice', async () => {
    const { open, reachGates, until } = survey(world())
    const { look, repairs } = watchdog(world())
    const id = await open('sound')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    const lost = await open('mended-once')
    await told(lost)
    await terminate(lost)

    await look()
    await told(lost)
    await look()

    expect(await repairs(id)).toEqual([])
    expect(await repairs(lost)).toEqual(['over'])
  })

  it('asks a person about a workflow that is over again as soon as it was started anew', async () => {
    const { look, repairs, tasksAbout } = watchdog(world())
    const id = await survey(world()).open('in-vain')
    await told(id)
    await terminate(id)
    await look()
    await expect.poll(() => isRunning(id)).toBe(true)
    await told(id)
    await terminate(id)

    await look()

    expect(await repairs(id)).toEqual(['over'])
    expect(await tasksAbout(id)).toEqual(['workflow-stuck open'])
    await look({ pending: 1 })
    expect(await repairs(id)).toEqual(['over', 'over'])
    await expect.poll(() => isRunning(id)).toBe(true)
    await told(id)
    await look()
    expect(await tasksAbout(id)).toEqual(['workflow-stuck closed'])
  })

  it('looks at everything in turn, however little it looks at in one go', async () => {
    const { client, relayed, db } = world()
    await db.updateTable('engagements').set({ watched_at: null }).execute()
    const waiting = db.selectFrom('engagements').select('id').where('stage', '<>', 'closed')
    const open = (await waiting.execute()).length
    const patience = { overdue: 600_000, claimed: 600_000, undelivered: 600_000, attempts: 9, pending: 600_000 }

    for (let i = 0; i < Math.ceil(open / 2); i += 1) {
      const workflowId = `watch-in-turn-${i}`
      const options = { workflowId, taskQueue: relayed.config.TASK_QUEUE, args: [{ patience, sample: 2 }] }
      await client.workflow.execute('watch', options)
    }

    expect(open).toBeGreaterThan(2)
    expect(await waiting.where('watched_at', 'is', null).execute()).toEqual([])
  })
})

/** Waits until the watchdog's repair has reached the workflow. */
async function expectMended(id: string, why: string): Promise<void> {
  expect(await watchdog(world()).repairs(id)).toEqual([why])
  await told(id)
  await expect.poll(() => isRunning(id)).toBe(true)
}

/** Its only contact answers, and it comes to its outcome; no letter has left twice. */
async function expectScored(id: string, name: string): Promise<void> {
  const { rate, until } = survey(world())
  const { count, expectEachLetterDeliveredOnce } = ledger(world())
  await rate(name, 4)
  await until(id, { outcome: 'scored', score: { n: 1 } })
  expect(await count(id, `survey-invitation to ${name}`)).toBe(1)
  await expectEachLetterDeliveredOnce()
}

async function terminate(id: string): Promise<void> {
  await world().workflow(id).terminate()
}

/** Takes a workflow away as if it had never been. */
async function remove(id: string): Promise<void> {
  const { client, workflow } = world()
  const workflowExecution = { workflowId: workflow(id).workflowId }
  await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution })
  await expect.poll(() => isRunning(id)).toBe(undefined)
}

/** Starts a workflow again after its first task, without the signals that came later. */
async function resetWithoutSignals(id: string): Promise<void> {
  const { client, workflow } = world()
  const first = (await eventsSeen(id)).find((event) => event.workflowTaskCompletedEventAttributes)
  await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: workflow(id).workflowId },
    reason: 'a test',
    requestId: crypto.randomUUID(),
    workflowTaskFinishEventId: first?.eventId ?? null,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- signals; the enum is in a package that is not ours to import
    resetReapplyExcludeTypes: [1],
  })
  expect(await signals(id)).toBe(1)
}

async function signals(id: string): Promise<number> {
  return (await eventsSeen(id)).filter((event) => event.workflowExecutionSignaledEventAttributes).length
}

async function eventsSeen(id: string) {
  return eventsOf(await world().workflow(id).fetchHistory())
}

/** @returns undefined when there is no such workflow */
async function isRunning(id: string): Promise<boolean | undefined> {
  return world()
    .workflow(id)
    .describe()
    .then(
      ({ status }) => status.name === 'RUNNING',
      () => undefined,
    )
}

/** Waits until the workflow of an engagement was told all that was accepted. */
async function told(id: string): Promise<void> {
  const undelivered = world().db.selectFrom('outbox').select('id').where('engagement_id', '=', id)
  await expect.poll(() => undelivered.where('delivered_at', 'is', null).execute()).toEqual([])
}
