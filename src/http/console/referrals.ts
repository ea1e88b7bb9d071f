import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { partnerNames } from '../../db/partners.ts'
import { listReferrals } from '../../db/referral/referrals.ts'
import { DomainError, problems } from '../../domain/errors.ts'
import { workflowId } from '../../temporal/engagements.ts'
import { matchAgain, takeInHouse, withdrawReferral } from '../accept/referrals.ts'
import { cursorOf, readCursor } from '../api/cursor.ts'
import { consideredAfter } from '../api/referrals/considered.ts'
import { referralDetails, visibleReferral } from '../api/referrals/view.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { hasRight, rights } from '../rights.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { once } from './once.ts'
import { ConsideredPage } from './pages/ConsideredPage.tsx'
import { ReferralPage } from './pages/ReferralPage.tsx'
import { ReferralsPage } from './pages/ReferralsPage.tsx'
import { taskCountOf } from './tasks.ts'

const pageSize = 25
const steps = { withdraw: withdrawReferral, match: matchAgain, take: takeInHouse } as const
const params = Type.Object({ id: Id })

/** Referrals as partners, success managers, owner and operator see them. */
export function registerReferralPages(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const querystring = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 300 })) })
  app.get('/referrals', { schema: { hide: true, querystring } }, async (request, reply) => {
    const caller = callerOf(request)
    const { cursor } = request.query
    const rows = await listReferrals(db, {
      partnerIds: scopeOf(caller),
      limit: pageSize + 1,
      ...(cursor && { after: readCursor(cursor) }),
    })
    const referrals = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? referrals.at(-1) : undefined
    const page = { referrals, isFirst: !cursor, older: last && cursorOf(last), now: new Date() }
    return show(reply, ReferralsPage({ role: caller.role, tasks: await taskCountOf(db, caller), ...page }))
  })

  app.get('/referrals/:id', { schema: { hide: true, params } }, async (request, reply) => showOne(request, reply))

  const after = Type.Object({ cursor: Type.Optional(Id) })
  app.get(
    '/referrals/:id/considered',
    { schema: { hide: true, params, querystring: after } },
    async (request, reply) => {
      const caller = callerOf(request)
      refuseOthers(caller, rights['refer customers'])
      const referral = await visibleReferral(db, caller, request.params.id)
      const { considered, cursor } = await consideredAfter(db, referral, request.query.cursor)
      return show(
        reply,
        ConsideredPage({
          role: caller.role,
          tasks: await taskCountOf(db, caller),
          referral: { id: referral.id, customer: referral.customer_name },
          considered,
          partnerNames: await partnerNames(
            db,
            considered.map(({ partnerId }) => partnerId),
          ),
          isFirst: request.query.cursor === undefined,
          next: cursor,
        }),
      )
    },
  )

  for (const step of ['withdraw', 'match', 'take'] as const) {
    app.post(
      `/referrals/:id/${step}`,
      { schema: { hide: true, params }, bodyLimit: 16 * 1024 },
      async (request, reply) => {
        const caller = callerOf(request)
        refuseOthers(caller, rights['refer customers'])
        const { id } = request.params
        const { form = randomUUID() } = fieldsOf(request.body)
        try {
          await db
            .transaction()
            .execute((tx) => once(tx, { caller, form: `${step} ${id} ${form}` }, () => steps[step](tx, caller, id)))
        } catch (error) {
          if (!(error instanceof DomainError) || problems[error.code].status !== 409) throw error
          return showOne(request, reply.code(409), error.message)
        }
        return reply.redirect(`/console/referrals/${encodeURIComponent(id)}`, 303)
      },
    )
  }

  async function showOne(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    problem?: string,
  ): Promise<FastifyReply> {
    const caller = callerOf(request)
    const row = await visibleReferral(db, caller, request.params.id)
    const view = await referralDetails(db, caller, row)
    const ids = [
      ...view.offers.flatMap(({ partnerId }) => partnerId ?? []),
      ...(view.considered?.nearest.map((one) => one.partnerId) ?? []),
    ]
    const id = encodeURIComponent(workflowId({ program: 'referral', engagementId: row.id }))
    const workflowUrl = `${config.TEMPORAL_UI_URL}/namespaces/default/workflows/${id}`
    return show(
      reply,
      ReferralPage({
        role: caller.role,
        tasks: await taskCountOf(db, caller),
        view,
        partnerNames: await partnerNames(db, ids),
        workflowUrl: hasRight(caller.role, 'look at workflows') ? workflowUrl : undefined,
        ...(problem !== undefined && { problem }),
        formId: randomUUID(),
      }),
    )
  }
}
