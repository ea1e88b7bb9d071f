import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from './launch.ts'

export type Wait = {
  readonly running: Running
  readonly what: string
  readonly answers: () => Promise<boolean>
  /** Said when it does not come up, such as the end of its log. */
  readonly explain: () => string
  readonly timeoutMs?: number
}

/** Waits until something that was started really answers.
 *  @throws {Error} when it ends first or stays silent too long; it is stopped then */
export async function untilItAnswers({ running, what, answers, explain, timeoutMs = 60_000 }: Wait): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let ended: string | undefined
  void running.exited.then((reason) => {
    ended = reason
  })
  while (!(await answers().catch(() => false))) {
    if (ended !== undefined) throw new Error(`${what} ended while starting (${ended})\n${explain()}`.trim())
    if (Date.now() > deadline) {
      await running.stop()
      throw new Error(`${what} did not answer within ${timeoutMs / 1000} s\n${explain()}`.trim())
    }
    await pause(100)
  }
}
