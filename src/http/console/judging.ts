import { randomUUID } from 'node:crypto'
import { Value } from 'typebox/value'
import type { Db } from '../../db/database.ts'
import { DomainError, problems } from '../../domain/errors.ts'
import { disqualify, reinstate } from '../accept/disqualify.ts'
import { Reason } from '../api/judging.ts'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf } from '../survey/page.ts'
import { showEngagement } from './engagement.ts'
import { refuseOthers } from './guard.ts'
import { once } from './once.ts'
import { problemNotice } from './pages/notices.ts'
import { judgements } from './steps.ts'

const schema = { hide: true, params: EngagementParams }

/** A reason that could not be taken. It may tell of people, so it goes back on the page itself and never into an address.
 *  `response` is what it is about; undefined for the engagement as a whole. */
export type Judging = { readonly response: string | undefined; readonly reason: string }

/** The forms that have an engagement, or one answer of it, count no more, and that take it back.
 *  @source PC-04 */
export function registerJudging(app: App, dependencies: HttpDependencies): void {
  for (const judgement of judgements) {
    app.post(`/engagements/:id/${judgement}`, { schema, bodyLimit: 32 * 1024 }, async (request, reply) => {
      const caller = callerOf(request)
      refuseOthers(caller, rights['disqualify and reinstate'])
      const { id } = request.params
      const { form = randomUUID(), reason = '', response: about = '' } = fieldsOf(request.body)
      const response = about === '' ? undefined : about
      if (judgement === 'disqualify' && !isReason(reason)) {
        return showEngagement(dependencies, request, reply.code(422), { judging: { response, reason } })
      }
      const judged = { engagementId: id, response }
      const act = (tx: Db) =>
        judgement === 'disqualify' ? disqualify(tx, caller, { ...judged, reason }) : reinstate(tx, caller, judged)
      try {
        await dependencies.db
          .transaction()
          .execute((tx) => once(tx, { caller, form: `${judgement} ${id} ${about} ${form}` }, () => act(tx)))
      } catch (error) {
        if (!(error instanceof DomainError) || problems[error.code].status !== 409) throw error
        return showEngagement(dependencies, request, reply.code(409), { notice: problemNotice(error) })
      }
      return reply.redirect(`/console/engagements/${encodeURIComponent(id)}?done=${judgement}`, 303)
    })
  }
}

function isReason(text: string): boolean {
  return Value.Check(Reason, text)
}
