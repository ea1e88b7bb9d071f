import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from './launch.ts'

/** A child that is started again whenever it dies, until it is told to stop. */
export type Service = {
  kill(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

type Supervision = {
  /** Starts it and waits until it can be used. */
  readonly start: () => Promise<Running>
  readonly say: (line: string) => void
  /** How long to wait before the next start, in milliseconds. Absent: a second, doubled with each death. */
  readonly restartAfter?: () => number
}

const firstPause = 1_000
const longestPause = 30_000
/** Who ran this long died of something else than a bad start. */
const settledAfter = 60_000

/** Starts a service and keeps it running: what dies is started again, after a pause that doubles up to half a minute.
 *  @returns when it can be used for the first time */
export async function supervise({ start, say, restartAfter }: Supervision): Promise<Service> {
  const stopped = new AbortController()
  let running = await start()
  const watch = keepRunning()
  return {
    kill: (signal) => running.kill(signal),
    stop: async () => {
      stopped.abort()
      await running.stop()
      await watch
    },
  }

  async function keepRunning(): Promise<void> {
    let wait = firstPause
    while (!stopped.signal.aborted) {
      const since = Date.now()
      const reason = await running.exited
      if (Date.now() - since > settledAfter) wait = firstPause
      wait = await revive(reason, wait)
    }
    await running.stop()
  }

  async function revive(ended: string, firstWait: number): Promise<number> {
    let [reason, wait] = [ended, firstWait]
    while (!stopped.signal.aborted) {
      const after = restartAfter?.() ?? wait
      say(`ended (${reason}); starting again in ${after / 1000} s`)
      await pause(after, undefined, { signal: stopped.signal }).catch(() => undefined)
      wait = Math.min(wait * 2, longestPause)
      if (stopped.signal.aborted) break
      try {
        running = await start()
        say('is back')
        break
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error)
      }
    }
    return wait
  }
}
