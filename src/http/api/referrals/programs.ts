import { Type } from 'typebox'
import { record } from '../../../db/audit.ts'
import { listReferralPrograms, publishReferralProgram } from '../../../db/referral/programs.ts'
import { brandProblems } from '../../../domain/brand.ts'
import { isDuration } from '../../../domain/duration.ts'
import { DomainError } from '../../../domain/errors.ts'
import { ReferralProgram } from '../../../domain/referral/program.ts'
import { idempotently } from '../../accept/idempotently.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { IdempotencyHeaders, problemResponses } from '../shapes.ts'

const tags = ['referrals']

/** The rules of referrals: published by the program owner, readable by everybody who has a key. */
export function registerReferralPrograms(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(ReferralProgram)

  app.get(
    '/v1/referral-programs',
    {
      config: { roles: rights['read programs'] },
      schema: {
        tags,
        summary: 'The newest version of every referral program',
        response: { 200: Type.Object({ programs: Type.Array(Type.Ref('ReferralProgram')) }), ...problemResponses },
      },
    },
    async () => ({ programs: [...(await listReferralPrograms(db))] }),
  )

  app.post(
    '/v1/referral-programs',
    {
      config: { roles: rights['publish programs'] },
      schema: {
        tags,
        summary: 'Publish a version of a referral program: it can never change after that',
        headers: IdempotencyHeaders,
        body: ReferralProgram,
        response: { 200: Type.Ref('ReferralProgram'), 201: Type.Ref('ReferralProgram'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id, version, matching, offer, pause, acceptance } = request.body
        const lengths = {
          '/matching/window': matching.window,
          '/offer/closesAfter': offer.closesAfter,
          '/pause/lasts': pause.lasts,
          '/pause/reminder': pause.reminder,
          '/acceptance/warning': acceptance.warning,
        }
        for (const [field, got] of Object.entries(lengths))
          if (!isDuration(got))
            throw new DomainError('program.invalid', `${field} is no duration`, [
              { field, expected: "a duration such as '14 days'", got },
            ])
        const [brandProblem, ...more] = brandProblems(request.body)
        if (brandProblem) throw new DomainError('program.invalid', 'the brand cannot be shown', [brandProblem, ...more])
        const isNew = await publishReferralProgram(tx, request.body)
        if (isNew) await record(tx, { actor: callerOf(request).id, what: 'program.published', about: { id, version } })
        return { status: isNew ? 201 : 200, body: request.body }
      }),
  )
}
