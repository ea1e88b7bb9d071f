import { describe, expect, it } from 'vitest'
import { launch, type Running } from '../../src/local/launch.ts'
import { supervise } from '../../src/local/supervise.ts'

describe('supervision', { timeout: 20_000 }, () => {
  it('starts again what was killed, and waits longer each time', async () => {
    const pids: number[] = []
    const said: string[] = []
    const service = await supervise({ start: () => sleeper(pids), say: (line) => said.push(line) })

    service.kill('SIGKILL')
    await expect.poll(() => pids.length, { timeout: 5_000 }).toBe(2)
    service.kill('SIGKILL')
    await expect.poll(() => pids.length, { timeout: 5_000 }).toBe(3)

    expect(new Set(pids).size).toBe(3)
    expect(said.filter((line) => line !== 'is back')).toEqual([
      'ended (SIGKILL); starting again in 1 s',
      'ended (SIGKILL); starting again in 2 s',
    ])
    await service.stop()
  })

  it('leaves alone what it stopped itself', async () => {
    const pids: number[] = []
    const said: string[] = []
    const service = await supervise({ start: () => sleeper(pids), say: (line) => said.push(line) })

    await service.stop()
    await new Promise((resolve) => setTimeout(resolve, 1_500))

    expect(pids).toHaveLength(1)
    expect(said).toEqual([])
    expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH')
  })
})

async function sleeper(pids: number[]): Promise<Running> {
  const running = await launch({ command: 'sleep', args: ['60'], output: () => undefined })
  pids.push(running.pid)
  return running
}
