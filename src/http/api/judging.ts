import { Type } from 'typebox'
import { disqualify, hide, reinstate } from '../accept/disqualify.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, EngagementParams, Id, IdempotencyHeaders, problemResponses } from './shapes.ts'

/** Why something does not count. */
export const Reason = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', description: 'Names nobody' })
const response = Type.Optional({ ...Id, description: 'One of its responses; the engagement as a whole if not given' })
const Judgement = Type.Object({ disqualification: Type.String({ description: 'The id under which it is kept' }) })

/** What owner and staff decide about an engagement when all is said: that it does not count, that it is not shown. Nothing is deleted.
 *  @source PC-04 */
export function registerJudging(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const schema = { tags: ['engagements'], params: EngagementParams, headers: IdempotencyHeaders }
  const judged = { 200: Judgement, ...problemResponses }

  app.post(
    '/v1/engagements/:id/disqualify',
    {
      config: { roles: rights['disqualify and reinstate'] },
      schema: {
        ...schema,
        summary: 'Have an engagement, or one response of it, count no more',
        body: Type.Object({ reason: Reason, response }, closed),
        response: judged,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const about = { ...request.body, engagementId: request.params.id }
        return { status: 200, body: { disqualification: await disqualify(tx, callerOf(request), about) } }
      }),
  )

  app.post(
    '/v1/engagements/:id/reinstate',
    {
      config: { roles: rights['disqualify and reinstate'] },
      schema: {
        ...schema,
        summary: 'Take a disqualification back',
        body: Type.Object({ response }, closed),
        response: judged,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const about = { ...request.body, engagementId: request.params.id }
        return { status: 200, body: { disqualification: await reinstate(tx, callerOf(request), about) } }
      }),
  )

  for (const { path, hidden, summary } of ways) {
    app.post(
      `/v1/engagements/:id/${path}`,
      {
        config: { roles: rights['hide terminated engagements'] },
        schema: { ...schema, summary, response: { 200: Type.Object({}), ...problemResponses } },
      },
      async (request, reply) =>
        idempotently(db, { request, reply }, async (tx) => {
          await hide(tx, callerOf(request), { engagementId: request.params.id, hidden })
          return { status: 200, body: {} }
        }),
    )
  }
}

const ways = [
  { path: 'hide', hidden: true, summary: "Leave a terminated engagement out of its partner's lists" },
  { path: 'unhide', hidden: false, summary: "Take a hidden engagement into its partner's lists again" },
] as const
