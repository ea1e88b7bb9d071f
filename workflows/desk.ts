import { ActivityFailure, condition, isCancellation, workflowInfo } from '@temporalio/workflow'
import type { Ending } from '../activities/stages.ts'
import type { Outcome, Stage, Waiting } from '../src/domain/engagement.ts'
import type { Sending } from './ask.ts'
import { closeEngagement, sendLetters, showStage } from './effects.ts'
import type { Life } from './life.ts'
import { listAtGates, viewClosed, viewWaiting } from './view.ts'

/** Sends letters, and shows what the engagement waits for with them. Letters leave only while the workflow knows all that
 *  was accepted for the engagement, so that nobody is written to after they answered or a gate was revoked.
 *  @returns to whom they left, or have to leave no more. Nobody, when something came in that may change what is to be sent; not
 *  those who must be left in peace for now */
export async function send(life: Life, { email, to, waves, deadline }: Sending): Promise<readonly string[]> {
  const { input, facts } = life
  const { seen } = facts
  const stage = to === 'contact' ? 'survey' : 'contacts'
  const waiting = deadline === undefined ? undefined : waitingFor(stage, to, deadline)
  const letters = to === 'contact' ? waves : { [to]: [...new Set(Object.values(waves))].join() }
  if (!email) return showWaiting(life, { stage, waiting }, Object.keys(waves))
  const options = { taskQueue: `${workflowInfo().taskQueue}-email`, summary: `${email} to ${addressees(to, letters)}` }
  try {
    const sent = await sendLetters.executeWithOptions(options, [
      {
        engagementId: input.engagementId,
        kind: email,
        to,
        waves: letters,
        seen,
        ...(waiting && { show: { stage, waiting } }),
      },
    ])
    if (sent.stale) {
      await condition(() => facts.seen > seen)
      return []
    }
    const shown = sent.waiting ?? waiting
    if (shown) viewWaiting(life, { stage, waiting: shown })
    const deferred = sent.deferred ?? {}
    for (const [contact, until] of Object.entries(deferred)) {
      life.deferrals.set(contact, { until: Date.parse(until), seen })
    }
    return Object.keys(waves).filter((recipient) => !(recipient in deferred))
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
    const { thanks, notice } = input.plan.survey
    if (email !== thanks && email !== notice) await showUndelivered(life, { stage, deadline })
    return Object.keys(waves)
  }
}

/** Shows what the engagement waits for, where nobody is written to. */
async function showWaiting(
  life: Life,
  { stage, waiting }: { stage: Stage; waiting: Waiting | undefined },
  recipients: readonly string[],
): Promise<readonly string[]> {
  if (!waiting) return recipients
  await showStage({ engagementId: life.input.engagementId, stage, waiting, seen: life.facts.seen })
  viewWaiting(life, { stage, waiting })
  return recipients
}

/** Shows that the engagement is back at its gates, because one was revoked. */
export async function showGates({ input, facts }: Life): Promise<void> {
  await showStage({ engagementId: input.engagementId, stage: 'gates', seen: facts.seen })
  listAtGates()
}

/** Closes the engagement, unless it was told something the workflow does not know yet.
 *  @returns how it ended, or undefined when there is more to the story */
export async function close(life: Life, ending: Ending): Promise<Outcome | undefined> {
  const { input, facts } = life
  const { seen } = facts
  const closing = await closeEngagement.executeWithOptions({ summary: `close: ${ending}` }, [
    { engagementId: input.engagementId, ending, seen },
  ])
  if (!closing) await condition(() => facts.seen > seen)
  else if (facts.seen > seen) askAnew(life)
  else viewClosed(life, closing)
  return facts.seen > seen ? undefined : closing?.outcome
}

/** The engagement was reopened in the very moment it closed: everybody is asked as if by a new workflow. */
function askAnew(life: Life): void {
  life.partner.clear()
  life.contacts.clear()
  life.deferrals.clear()
  life.thanked.clear()
  life.told.clear()
}

/** Letters that could not leave for a day become the operator's: they are sent again on request. */
async function showUndelivered(
  life: Life,
  { stage, deadline }: { stage: Stage; deadline: number | undefined },
): Promise<void> {
  const until = deadline === undefined ? null : new Date(deadline).toISOString()
  const waiting: Waiting = { what: 'letters', owedBy: 'operator', until }
  await showStage({ engagementId: life.input.engagementId, stage, waiting, seen: life.facts.seen })
  viewWaiting(life, { stage, waiting })
}

function waitingFor(stage: 'contacts' | 'survey', to: Sending['to'], deadline: number): Waiting {
  const what = stage === 'survey' ? 'answers' : 'contacts'
  return { what, owedBy: to === 'contact' ? 'customer' : to, until: new Date(deadline).toISOString() }
}

function addressees(to: Sending['to'], letters: Readonly<Record<string, string>>): string {
  const count = Object.keys(letters).length
  return to === 'contact' ? `${count} ${count === 1 ? 'contact' : 'contacts'}` : to
}
