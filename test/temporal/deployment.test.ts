import { describe, expect, it } from 'vitest'
import { alteredBundle } from '../support/alteredBundle.ts'
import { eventsOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1s' })

describe('a new build of the worker', () => {
  it('[MX-13] takes over the engagements that sleep, at their next step', async () => {
    const { invited, rate, until } = survey(world())
    const id = await invited('upgraded', ['patient'])
    expect(await buildsOf(id)).toEqual(['test'])
    await world().stopWorker()

    await world().startWorker(undefined, 'next')
    await rate('patient', 4)

    await until(id, { outcome: 'scored' })
    expect(await buildsOf(id)).toEqual(['test', 'next'])
    await world().stopWorker()
    await world().startWorker(undefined, 'test')
  })

  it('[MX-13] that cannot go on with them harms nothing: taken back, they go on', async () => {
    const { invited, rate, until, see } = survey(world())
    const { expectEachLetterDeliveredOnce } = ledger(world())
    const id = await invited('rolled-back', ['lucky'])
    await world().stopWorker()
    const incompatible = await alteredBundle(
      'await askPartner(life)',
      'await startOver(life)\n    await askPartner(life)',
    )

    await world().startWorker(incompatible, 'broken')
    await rate('lucky', 4)
    await expect.poll(() => failuresOf(id)).toContain('Nondeterminism')
    expect((await see(id)).stage).toBe('survey')
    await world().stopWorker()
    await world().startWorker(undefined, 'test')

    await until(id, { outcome: 'scored', score: { n: 1 } })
    await expectEachLetterDeliveredOnce()
  })
})

/** The builds that did an engagement's steps, in order. */
async function buildsOf(engagementId: string): Promise<readonly string[]> {
  const history = await world().workflow(engagementId).fetchHistory()
  const builds = eventsOf(history).flatMap(
    (event) => event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? [],
  )
  return [...new Set(builds)]
}

/** Why steps of an engagement failed. */
async function failuresOf(engagementId: string): Promise<string> {
  const history = await world().workflow(engagementId).fetchHistory()
  return JSON.stringify(eventsOf(history).flatMap((event) => event.workflowTaskFailedEventAttributes?.failure ?? []))
}
