import { workflowInfo } from '@temporalio/workflow'
import { sendLettersAbout } from './effects.ts'

/** Sends the letters that were claimed about some things that are no engagements. */
export async function sendAbout(things: readonly string[]): Promise<void> {
  const taskQueue = `${workflowInfo().taskQueue}-email` // where calls to Resend keep to its rate limit
  await Promise.all(
    things.map((about) => sendLettersAbout.executeWithOptions({ taskQueue, summary: `about ${about}` }, [about])),
  )
}
