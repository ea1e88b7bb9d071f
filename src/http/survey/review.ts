import type { FastifyRequest } from 'fastify'
import { findEngagement } from '../../db/engagements.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import type { ReviewRow } from '../../db/reviews.ts'
import { programLanguages } from '../../domain/programTexts.ts'
import { reviewOf, revokeReview } from '../accept/reviews.ts'
import type { App, HttpDependencies } from '../app.ts'
import { chosen, goOn, pageSchema as schema, show, showUnknown } from './page.ts'
import { ReviewPage } from './pages/index.ts'
import type { EngagementPageProps } from './pages/props.ts'

/** The review of whoever has the link: shown by GET, withdrawn by POST, for as long as its words are kept.
 *  @source PC-06 */
export function registerReview(app: App, { db, config }: HttpDependencies): void {
  const find = (token: string) => reviewOf(db, { secret: config.SURVEY_SECRET, token })

  app.get('/s/:token/review', { schema }, async (request, reply) => {
    const review = await find(request.params.token)
    const page = review?.text ? await pageOf(review, request) : undefined
    if (!review?.text || !page) return showUnknown(request, reply)
    const { text, state, language } = review
    const mayWithdraw = state !== 'withdrawn' || review.ended_by === 'owner'
    const action = `/s/${request.params.token}/review`
    return show(reply, ReviewPage({ ...page, text, state, written: language, ...(mayWithdraw && { action }) }))
  })

  app.post('/s/:token/review', { schema }, async (request, reply) => {
    const review = await find(request.params.token)
    if (!review?.text) return showUnknown(request, reply)
    await db.transaction().execute((tx) => revokeReview(tx, review))
    return goOn(request, reply, `/s/${request.params.token}/review`, {})
  })

  async function pageOf(
    review: ReviewRow,
    request: Pick<FastifyRequest, 'query' | 'body'>,
  ): Promise<EngagementPageProps | undefined> {
    const engagement = await findEngagement(db, review.engagement_id)
    const program = engagement && (await findProgram(db, engagement.program_id, engagement.program_version))
    const partner = await findPartner(db, review.partner_id)
    if (!engagement || !program || !partner) return undefined
    const names = { partner: partner.name, customer: engagement.customer_name, subject: engagement.subject_name }
    const language = chosen(request) ?? review.language
    return { program, language, languages: programLanguages(program), engagement: names }
  }
}
