import { Type } from 'typebox'
import { endOfDay } from '../../domain/calendar.ts'
import { Program } from '../../domain/program.ts'
import { preview } from '../accept/preview.ts'
import type { App, HttpDependencies } from '../app.ts'
import { rights } from '../rights.ts'
import { closed, Id, Instant, problemResponses } from './shapes.ts'

const Side = Type.Union([
  Type.Object({ met: Type.Boolean(), value: Type.Union([Type.Number(), Type.Null()]), threshold: Type.Number() }),
  Type.Null(),
])

const Preview = Type.Object({
  program: Type.String(),
  version: Type.Integer({ description: 'In force, and what the draft is compared with' }),
  asOf: Instant,
  partners: Type.Integer({ description: 'How many were compared' }),
  gains: Type.Integer({ description: 'How many would meet the rule that do not' }),
  loses: Type.Integer({ description: 'How many would meet it no longer' }),
  changes: Type.Array(
    Type.Object({ partnerId: Type.String(), change: Type.Enum(['gains', 'loses']), before: Side, after: Side }),
    { description: 'The first 1,000 of them' },
  ),
})

/** What a change of rules would have meant for the partners.
 *  @source PV-04 */
export function registerPreview(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.post(
    '/v1/programs/:id/preview',
    {
      config: { roles: rights['preview rule changes'] },
      schema: {
        tags: ['programs'],
        summary: 'Who would change sides under a draft, by the evidence there is; nothing is written',
        params: Type.Object({ id: Id }),
        body: Type.Object(
          {
            program: Program,
            asOf: Type.Optional(
              Type.String({
                format: 'date',
                pattern: '^(19|2[0-9])',
                description: 'At its end in UTC; now, if not given',
              }),
            ),
          },
          closed,
        ),
        response: { 200: Preview, ...problemResponses },
      },
    },
    async ({ params, body }) => {
      const asOf = body.asOf === undefined ? new Date() : endOfDay(body.asOf, 'UTC')
      return preview(db, { id: params.id, draft: body.program, asOf })
    },
  )
}
