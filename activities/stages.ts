import { record } from '../src/db/audit.ts'
import { recount, scoreNow } from '../src/db/counted.ts'
import type { Db } from '../src/db/database.ts'
import * as engagements from '../src/db/engagements.ts'
import { invitationsOf } from '../src/db/invitations.ts'
import { findProgram } from '../src/db/programs.ts'
import { responsesOf } from '../src/db/responses.ts'
import { readWaiting } from '../src/db/waiting.ts'
import type { Outcome, Stage, Waiting } from '../src/domain/engagement.ts'
import { type Score, shownScore } from '../src/domain/score.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'

/** How a story ended; whether a survey was answered the responses tell. */
export type Ending = 'surveyed' | 'no-contacts' | 'not-eligible' | 'terminated'

export type Closing = { readonly outcome: Outcome; readonly score?: Score }

export function stageActivities({ db }: Pick<Dependencies, 'db'>) {
  return {
    /** Shows in the engagement's row where it stands. Without `waiting` it waits for its gates. */
    async showStage(shown: { engagementId: string; stage: Stage; waiting?: Waiting; seen: number }): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const { engagementId, stage, seen } = shown
        const engagement = (await engagements.lockEngagement(tx, engagementId)) ?? missing('engagement', engagementId)
        const waiting = shown.waiting ?? (await readWaiting(tx, engagement))
        await engagements.showStage(tx, engagementId, { stage, waiting, seen })
        await record(tx, { engagementId, actor: 'workflow', what: `stage.${stage}`, about: { waiting } })
      })
    },

    /** Closes an engagement and keeps its score, unless it was told more than the workflow has `seen`.
     *  @returns how it ended, or undefined when it is not closed */
    async closeEngagement(closing: {
      engagementId: string
      ending: Ending
      seen: number
    }): Promise<Closing | undefined> {
      return db.transaction().execute(async (tx) => {
        const { engagementId, ending, seen } = closing
        const engagement = (await engagements.lockEngagement(tx, engagementId)) ?? missing('engagement', engagementId)
        const program =
          (await findProgram(tx, engagement.program_id, engagement.program_version)) ??
          missing('program', engagement.program_id)
        const score = await scoreNow(tx, { engagement, program })
        if (engagement.outcome) return closingOf(engagement.outcome, score)
        const outcome = ending === 'surveyed' ? await outcomeOf(tx, engagementId, score) : ending
        const row = await engagements.closeEngagement(tx, engagementId, { outcome, seen })
        if (!row) return undefined
        await recount(tx, { engagement: row, program })
        const closed = closingOf(outcome, score)
        await record(tx, { engagementId, actor: 'workflow', what: 'closed', about: closed })
        return closed
      })
    },
  }
}

function closingOf(outcome: Outcome, score: Score | undefined): Closing {
  return score && outcome === 'scored' ? { outcome, score: shownScore(score) } : { outcome }
}

/** How a survey ended: answers without a rating, and those that nobody can find here because they are anonymous, are answers all
 *  the same. */
async function outcomeOf(tx: Db, engagementId: string, score: Score | undefined): Promise<Outcome> {
  if (score) return 'scored'
  const invitations = await invitationsOf(tx, engagementId)
  if (invitations.some(({ status }) => status === 'answered')) return 'no-score'
  const responses = await responsesOf(tx, engagementId)
  return responses.some((one) => !one.set_aside && !one.superseded_at) ? 'no-score' : 'no-response'
}
