import { randomUUID } from 'node:crypto'
import { milliseconds } from '../../domain/duration.ts'
import { DomainError, problems } from '../../domain/errors.ts'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { fieldsOf } from '../survey/page.ts'
import { showEngagement } from './engagement.ts'
import { refuseOthers } from './guard.ts'
import { once } from './once.ts'
import { problemNotice } from './pages/notices.ts'
import { type Step, steps } from './steps.ts'

const schema = { hide: true, params: EngagementParams }
const names: readonly Step[] = ['resend', 'terminate', 'reopen']

/** The buttons of an engagement's page: accepted at once, done by its workflow. */
export function registerActions(app: App, dependencies: HttpDependencies): void {
  const day = milliseconds(dependencies.config.DAY)
  for (const name of names) {
    const { roles, act } = steps[name]
    app.post(`/engagements/:id/${name}`, { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
      const caller = callerOf(request)
      refuseOthers(caller, roles)
      const { id } = request.params
      const { form = randomUUID() } = fieldsOf(request.body)
      try {
        await dependencies.db
          .transaction()
          .execute((tx) => once(tx, { caller, form: `${name} ${id} ${form}` }, () => act(tx, caller, id, { day })))
      } catch (error) {
        if (!(error instanceof DomainError) || problems[error.code].status !== 409) throw error
        return showEngagement(dependencies, request, reply.code(409), { notice: problemNotice(error) })
      }
      return reply.redirect(`/console/engagements/${encodeURIComponent(id)}?done=${name}`, 303)
    })
  }
}
