import { Type } from 'typebox'
import { readAcceptance } from '../../../db/referral/acceptance.ts'
import { milliseconds } from '../../../domain/duration.ts'
import { idempotently } from '../../accept/idempotently.ts'
import { leaveReferrals, pauseReferrals, resumeReferrals } from '../../accept/referralProfiles.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { closed, Id, IdempotencyHeaders, Instant, OrNull, problemResponses } from '../shapes.ts'
import { ownPartner } from './profiles.ts'

const tags = ['referrals']
const params = Type.Object({ id: Id })
const Acceptance = Type.Object(
  {
    met: OrNull(Type.Boolean({ description: 'null while nothing counts' })),
    value: OrNull(Type.Number({ description: 'Percent, not rounded' })),
    threshold: Type.Number({ description: 'To be reached' }),
    measure: Type.Literal('acceptance'),
    of: Type.Literal('offer'),
    n: Type.Integer(),
    interval: OrNull(Type.Object({ low: Type.Number(), high: Type.Number() })),
    window: Type.Object({ from: Instant, to: Instant }),
    counted: Type.Array(Type.String()),
    excluded: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() })),
    missing: OrNull(Type.Object({ what: Type.Literal('acceptances'), count: Type.Integer() })),
  },
  { $id: 'Acceptance' },
)

/** Whether a partner takes part at this time, and how it does. */
export function registerParticipation(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  app.addSchema(Acceptance)

  app.post(
    '/v1/partners/:id/pause',
    {
      config: { roles: rights['set referral profiles'] },
      schema: {
        tags,
        summary: 'Turn all referrals off for a time; open offers stay answerable',
        params,
        headers: IdempotencyHeaders,
        response: { 200: Type.Object({ pausedUntil: Instant }), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const caller = callerOf(request)
        const partnerId = await ownPartner(tx, caller, request.params.id)
        const until = await pauseReferrals(tx, caller, partnerId, milliseconds(config.DAY))
        return { status: 200, body: { pausedUntil: until.toISOString() } }
      }),
  )

  const ways = {
    resume: { act: resumeReferrals, summary: 'Get referrals again before the pause ends' },
    leave: { act: leaveReferrals, summary: 'Leave the referral program; a profile that is set again brings back' },
  } as const
  for (const way of ['resume', 'leave'] as const) {
    const { act, summary } = ways[way]
    app.post(
      `/v1/partners/:id/${way}`,
      {
        config: { roles: rights['set referral profiles'] },
        schema: {
          tags,
          summary,
          params,
          headers: IdempotencyHeaders,
          response: { 200: Type.Object({}), ...problemResponses },
        },
      },
      async (request, reply) =>
        idempotently(db, { request, reply }, async (tx) => {
          const caller = callerOf(request)
          await act(tx, caller, await ownPartner(tx, caller, request.params.id))
          return { status: 200, body: {} }
        }),
    )
  }

  app.get(
    '/v1/partners/:id/acceptance',
    {
      config: { roles: rights['read referrals'] },
      schema: {
        tags,
        summary: "The acceptance rate of the partner's country id in the quarter of any day, and what it is made of",
        params,
        querystring: Type.Object({ asOf: Type.Optional(Instant) }, closed),
        response: { 200: Type.Ref('Acceptance'), ...problemResponses },
      },
    },
    async (request) => {
      const partnerId = await ownPartner(db, callerOf(request), request.params.id)
      const { asOf } = request.query
      const acceptance = await readAcceptance(db, partnerId, asOf === undefined ? new Date() : new Date(asOf))
      const { from, to } = acceptance.window
      return {
        ...acceptance,
        window: { from: from.toISOString(), to: to.toISOString() },
        counted: [...acceptance.counted],
        excluded: [...acceptance.excluded],
      }
    },
  )
}
