import { describe, expect, it } from 'vitest'
import { timersOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '24 hours' })

describe('with real days', () => {
  it('[FT-07] the partner has one week for contacts: a timer of exactly 604,800 seconds', async () => {
    const { open, reachGates, until } = survey(world())
    const id = await open('one-week')
    await reachGates(id)

    const { waitingFor } = await until(id, { stage: 'contacts', waitingFor: { owedBy: 'partner' } })

    await expect
      .poll(() => timers(id))
      .toEqual([{ length: 604_800_000, summary: '"until the partner names contacts"' }])
    const week = Date.parse(waitingFor.until) - Date.now()
    expect(Math.abs(week - 604_800_000)).toBeLessThan(60_000)
  })

  it('[FT-09] the reminder is due after fourteen days: a timer of exactly 1,209,600 seconds', async () => {
    const { invited } = survey(world())
    const id = await invited('two-weeks', ['patient'])

    await expect.poll(() => timers(id)).toEqual([{ length: 1_209_600_000, summary: '"until the contacts answer"' }])
  })
})

async function timers(id: string) {
  return timersOf(await world().workflow(id).fetchHistory())
}
