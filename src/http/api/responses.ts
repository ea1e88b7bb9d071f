import { type Static, Type } from 'typebox'
import { DomainError } from '../../domain/errors.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { rights } from '../rights.ts'
import { singleAnswersOf } from '../singleAnswers.ts'
import { Disqualified, EngagementParams, Instant, problemResponses } from './shapes.ts'

const Response = Type.Object({
  id: Type.String(),
  contact: Type.Optional(Type.String({ description: 'Who answered, for those who may meet contacts' })),
  answers: Type.Record(
    Type.String(),
    Type.Unsafe<number | string | readonly string[] | null>(
      Type.Union([Type.Number(), Type.String(), Type.Array(Type.String()), Type.Null()]),
    ),
    { description: 'By question key; null is N/A or no answer' },
  ),
  language: Type.Optional(Type.String()),
  submittedAt: Instant,
  supersededAt: Type.Optional({ ...Instant, description: 'A later answer took its place' }),
  setAside: Type.Optional(Type.String({ description: 'Why it never counted' })),
  disqualified: Type.Optional(Disqualified),
})

/** The single answers of an engagement, where its program lets them be read. The operator also reads those that count no more.
 *  @source PC-09, PC-10, MX-14 */
export function registerResponses(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/engagements/:id/responses',
    {
      config: { roles: rights['read single answers'] },
      schema: {
        tags: ['engagements'],
        summary: 'The answers to the survey of an engagement, oldest first; earlier ones are for the operator',
        params: EngagementParams,
        response: { 200: Type.Object({ responses: Type.Array(Response) }), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const engagement = await visibleEngagement(db, caller, request.params.id)
      const answers = await singleAnswersOf(db, caller, engagement)
      if (!answers) throw new DomainError('not-found', `there are no single answers of '${engagement.id}' for this key`)
      return {
        responses: answers.map(
          ({ row, contact, disqualification }): Static<typeof Response> => ({
            id: row.id,
            ...(contact && { contact }),
            answers: row.answers,
            ...(row.language && { language: row.language }),
            submittedAt: row.submitted_at.toISOString(),
            ...(row.superseded_at && { supersededAt: row.superseded_at.toISOString() }),
            ...(row.set_aside && { setAside: row.set_aside }),
            ...(disqualification && {
              disqualified: { at: disqualification.made_at.toISOString(), reason: disqualification.reason },
            }),
          }),
        ),
      }
    },
  )
}
