import { describe, expect, it, onTestFinished } from 'vitest'
import { ensureSchedules } from '../../src/temporal/schedules.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('the schedules', () => {
  it('[MX-13] are there once a worker has started, the watchdog among them, and it looks', {
    timeout: 60_000,
  }, async () => {
    const settings = { TASK_QUEUE: world().relayed.config.TASK_QUEUE, WATCHDOG_EVERY: '1 second', DAY: '24 hours' }
    const watchdog = world().client.schedule.getHandle(`${settings.TASK_QUEUE}-watchdog`)
    onTestFinished(() => watchdog.delete())

    await ensureSchedules(world().client, settings)

    const looks = () => world().log.filter((line) => line.includes('the watchdog looked')).length
    await expect.poll(looks).toBeGreaterThan(1)
    const { policies, spec } = await watchdog.describe()
    expect(policies.overlap).toBe('SKIP')
    expect(spec.intervals).toMatchObject([{ every: 1_000 }])
  })

  it('stay as they are when another worker starts, also while one is paused', async () => {
    const settings = {
      TASK_QUEUE: `${world().relayed.config.TASK_QUEUE}-again`,
      WATCHDOG_EVERY: '1 hour',
      DAY: '24 hours',
    }
    const watchdog = world().client.schedule.getHandle(`${settings.TASK_QUEUE}-watchdog`)
    onTestFinished(() => watchdog.delete())
    await ensureSchedules(world().client, settings)
    await watchdog.pause('the operator is at work')
    const before = await watchdog.describe()

    await ensureSchedules(world().client, settings)

    const after = await watchdog.describe()
    const told = ({ spec, action, policies, state }: typeof after) => ({ spec, action, policies, state })
    expect(told(after)).toEqual(told(before))
    expect(after.state).toMatchObject({ paused: true, note: 'the operator is at work' })
  })

  it('follow their settings', async () => {
    const settings = { TASK_QUEUE: `${world().relayed.config.TASK_QUEUE}-moved`, DAY: '24 hours' }
    const watchdog = world().client.schedule.getHandle(`${settings.TASK_QUEUE}-watchdog`)
    onTestFinished(() => watchdog.delete())
    await ensureSchedules(world().client, { ...settings, WATCHDOG_EVERY: '1 hour' })

    await ensureSchedules(world().client, { ...settings, WATCHDOG_EVERY: '2 hours' })

    expect((await watchdog.describe()).spec.intervals).toMatchObject([{ every: 7_200_000 }])
  })
})
