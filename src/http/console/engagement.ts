import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { show } from '../survey/page.ts'
import { EngagementPage, type EngagementPageProps } from './pages/EngagementPage.tsx'
import { doneNotice } from './pages/notices.ts'
import { consoleView } from './view.ts'

const schema = {
  hide: true,
  params: EngagementParams,
  querystring: Type.Object({ done: Type.Optional(Type.String({ description: 'Set after something was done' })) }),
}

/** One engagement at a glance. */
export function registerEngagement(app: App, dependencies: HttpDependencies): void {
  app.get('/engagements/:id', { schema }, async (request, reply) => {
    const notice = doneNotice(request.query.done)
    return showEngagement(dependencies, request, reply, notice && { notice })
  })
}

/** Shows the page of an engagement, with what came of a form that was sent from it. */
export async function showEngagement(
  dependencies: Pick<HttpDependencies, 'db' | 'config'>,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  result: Pick<EngagementPageProps, 'notice' | 'naming' | 'judging' | 'completing'> = {},
): Promise<FastifyReply> {
  const caller = callerOf(request)
  const row = await visibleEngagement(dependencies.db, caller, request.params.id)
  const view = await consoleView(dependencies, caller, row)
  return show(reply, EngagementPage({ ...view, ...result, now: new Date(), formId: randomUUID() }))
}
