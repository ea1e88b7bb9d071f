import type { Db } from '../db/database.ts'
import { disqualificationsOf } from '../db/disqualifications.ts'
import type { EngagementRow } from '../db/engagements.ts'
import { invitationsOf } from '../db/invitations.ts'
import type { Caller } from '../db/keys.ts'
import { responsesOf } from '../db/responses.ts'
import { hasRight } from './rights.ts'
import { readsAnswers } from './visibility.ts'

/** The single answers to the survey of an engagement a caller sees, oldest first. The operator also reads those that count no more.
 *  @returns undefined when they are not for this caller
 *  @source PC-09, PC-10, MX-14 */
export async function singleAnswersOf(db: Db, caller: Caller, engagement: EngagementRow) {
  if (!hasRight(caller.role, 'read single answers') || !(await readsAnswers(db, caller, engagement))) return undefined
  const invitations = await invitationsOf(db, engagement.id)
  const judged = await disqualificationsOf(db, engagement.id)
  const responses = await responsesOf(db, engagement.id)
  return responses
    .filter((one) => caller.role === 'operator' || (!one.superseded_at && !one.set_aside))
    .map((row) => {
      const contact = invitations.find(({ id }) => id === row.invitation_id)?.contact_id
      return {
        row,
        contact: hasRight(caller.role, 'read contacts') ? contact : undefined,
        disqualification: judged.find((judgement) => judgement.response_id === row.id),
      }
    })
}
