import { Type } from 'typebox'
import { milliseconds } from '../../domain/duration.ts'
import { idempotently } from '../accept/idempotently.ts'
import { reopen, resend, terminate } from '../accept/steer.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { EngagementParams, IdempotencyHeaders, problemResponses } from './shapes.ts'

/** What people may do to an engagement besides reporting facts. All are accepted at once and done by its workflow. */
export function registerSteering(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const day = milliseconds(config.DAY)
  const schema = { tags: ['engagements'], params: EngagementParams, headers: IdempotencyHeaders }
  const accepted = (properties: Parameters<typeof Type.Object>[0]) => ({
    202: Type.Object(properties),
    ...problemResponses,
  })

  app.post(
    '/v1/engagements/:id/terminate',
    {
      config: { roles: rights['terminate engagements'] },
      schema: { ...schema, summary: 'End an engagement before its time: it does not count', response: accepted({}) },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        await terminate(tx, callerOf(request), request.params.id)
        return { status: 202, body: {} }
      }),
  )

  app.post(
    '/v1/engagements/:id/resend',
    {
      config: { roles: rights['resend letters'] },
      schema: {
        ...schema,
        summary: 'Send the open question again, to whoever has not answered it',
        response: accepted({
          to: Type.Unsafe<'partner' | readonly string[]>(
            Type.Union([Type.Literal('partner'), Type.Array(Type.String())]),
          ),
        }),
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => ({
        status: 202,
        body: { to: await resend(tx, callerOf(request), request.params.id) },
      })),
  )

  app.post(
    '/v1/engagements/:id/reopen',
    {
      config: { roles: rights['reopen engagements'] },
      schema: {
        ...schema,
        summary: 'Open a closed engagement again',
        response: accepted({ contacts: Type.Array(Type.String()) }),
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => ({
        status: 202,
        body: { contacts: await reopen(tx, callerOf(request), request.params.id, { day }) },
      })),
  )
}
