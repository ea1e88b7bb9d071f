import { Type } from 'typebox'
import { listReviews } from '../../db/reviews.ts'
import { reviewEnds, reviewStates } from '../../domain/review.ts'
import { idempotently } from '../accept/idempotently.ts'
import { openReviews } from '../accept/publicReviews.ts'
import { publishReview, withdrawReview } from '../accept/reviews.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { closed, Id, IdempotencyHeaders, Instant, OrNull, problemResponses } from './shapes.ts'

const Review = Type.Object({
  id: Type.String(),
  program: Type.String(),
  partnerId: Type.String(),
  engagementId: Type.String(),
  organisation: Type.String({ description: 'The only name that is shown' }),
  text: OrNull(Type.String({ description: 'null once it was erased' })),
  language: Type.String(),
  state: Type.Enum(reviewStates),
  endedBy: OrNull(Type.Enum(reviewEnds)),
  createdAt: Instant,
  publishedAt: OrNull(Instant),
})

const Public = Type.Object({
  partner: Type.Object({ id: Type.String(), name: Type.String() }),
  program: Type.Object({ id: Type.String(), name: Type.String() }),
  projects: Type.Integer({ description: 'Completed projects with a score that count' }),
  reviews: Type.Array(
    Type.Object({
      id: Type.String(),
      organisation: Type.String(),
      text: Type.String(),
      language: Type.String(),
      publishedAt: Instant,
    }),
    { description: 'Newest first, up to 100' },
  ),
})

const pageSize = 50
const tags = ['reviews']

/** What respondents let be published: decided upon by the owner, read by everybody.
 *  @source PC-06, PC-12 */
export function registerReviews(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/reviews',
    {
      config: { roles: rights['publish reviews'] },
      schema: {
        tags,
        summary: 'Reviews, newest first, whatever their state',
        querystring: Type.Object(
          {
            program: Type.Optional(Id),
            state: Type.Optional(Type.Enum(reviewStates)),
            cursor: Type.Optional(Type.String({ maxLength: 300 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ reviews: Type.Array(Review), cursor: OrNull(Type.String()) }),
          ...problemResponses,
        },
      },
    },
    async ({ query: { program, state, cursor } }) => {
      const rows = await listReviews(db, {
        limit: pageSize + 1,
        ...(program && { program }),
        ...(state && { state }),
        ...(cursor !== undefined && { after: readCursor(cursor) }),
      })
      const page = rows.slice(0, pageSize)
      const last = rows.length > page.length ? page.at(-1) : undefined
      return { reviews: page.map(viewOf), cursor: last ? cursorOf(last) : null }
    },
  )

  for (const { path, act, summary } of decisions) {
    app.post(
      `/v1/reviews/:id/${path}`,
      {
        config: { roles: rights['publish reviews'] },
        schema: {
          tags,
          summary,
          params: Type.Object({ id: Id }),
          headers: IdempotencyHeaders,
          response: { 200: Type.Object({}), ...problemResponses },
        },
      },
      async (request, reply) =>
        idempotently(db, { request, reply }, async (tx) => {
          await act(tx, callerOf(request), request.params.id)
          return { status: 200, body: {} }
        }),
    )
  }

  app.get(
    '/v1/partners/:id/reviews',
    {
      schema: {
        tags,
        summary: 'The published reviews of a partner, and how many of its projects count; takes no key',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ program: Id }, closed),
        response: { 200: Public, ...problemResponses },
      },
    },
    async ({ params, query }, reply) => {
      const shown = await openReviews(db, { partnerId: params.id, programId: query.program, limit: 100 })
      const { partner, program, projects, reviews } = shown
      void reply.headers({ 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' })
      return {
        partner: { id: partner.id, name: partner.name },
        program: { id: program.id, name: program.name },
        projects,
        reviews: reviews.map((review) => ({ ...review, publishedAt: review.publishedAt.toISOString() })),
      }
    },
  )
}

const decisions = [
  { path: 'publish', act: publishReview, summary: 'Show a review to everybody' },
  { path: 'withdraw', act: withdrawReview, summary: 'Show a review no more' },
] as const

function viewOf(row: Awaited<ReturnType<typeof listReviews>>[number]) {
  return {
    id: row.id,
    program: row.program_id,
    partnerId: row.partner_id,
    engagementId: row.engagement_id,
    organisation: row.organisation,
    text: row.text,
    language: row.language,
    state: row.state,
    endedBy: row.ended_by,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  }
}
