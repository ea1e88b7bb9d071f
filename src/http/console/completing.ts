import { randomUUID } from 'node:crypto'
import { findPartner } from '../../db/partners.ts'
import { dayAt, isDay, startOfDay } from '../../domain/calendar.ts'
import { DomainError, problems } from '../../domain/errors.ts'
import { reportFact } from '../accept/reportFact.ts'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf } from '../survey/page.ts'
import { showEngagement } from './engagement.ts'
import { refuseOthers } from './guard.ts'
import { problemNotice } from './pages/notices.ts'

const schema = { hide: true, params: EngagementParams }

/** A day that could not be taken, as it was typed. */
export type Completing = { readonly on: string }

/** The form that says that the work is completed, and on which day where the partner is. The same form again says it once.
 *  @source PC-01 */
export function registerCompleting(app: App, dependencies: HttpDependencies): void {
  app.post('/engagements/:id/completed', { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['report facts'])
    const { id } = request.params
    const { form = randomUUID(), on = '' } = fieldsOf(request.body)
    const { partner_id: partnerId } = await visibleEngagement(dependencies.db, caller, id)
    const timeZone = (await findPartner(dependencies.db, partnerId))?.time_zone ?? 'UTC'
    const now = new Date()
    const today = dayAt(now, timeZone)
    if (!isDay(on) || on > today) return showEngagement(dependencies, request, reply.code(422), { completing: { on } })
    const at = on === today ? now : startOfDay(on, timeZone)
    const fact = { type: 'completed', at: at.toISOString() } as const
    try {
      await dependencies.db
        .transaction()
        .execute((tx) => reportFact(tx, caller, { engagementId: id, eventId: `console:${form}`, fact }))
    } catch (error) {
      if (!(error instanceof DomainError) || problems[error.code].status !== 409) throw error
      return showEngagement(dependencies, request, reply.code(409), { notice: problemNotice(error) })
    }
    return reply.redirect(`/console/engagements/${encodeURIComponent(id)}?done=completed`, 303)
  })
}
