import { findHeld } from '../../db/heldAnswers.ts'
import { findQuestionsFor } from '../../db/ownQuestions.ts'
import { DomainError, type ProblemCode } from '../../domain/errors.ts'
import { confirmAnswers } from '../accept/confirmAnswers.ts'
import type { OpenedInvitation } from '../accept/invitation.ts'
import type { App, HttpDependencies } from '../app.ts'
import { scripted } from '../headers.ts'
import { fieldsOf, goOn, openPage, pageSchema as schema, show } from './page.ts'
import { ConfirmPage, ExpiredPage } from './pages/index.ts'

/** Where the letter leads that asks a visitor whether the answers are theirs: shown by GET, confirmed by POST.
 *  @source CI-05, MX-06 */
export function registerConfirmation(app: App, dependencies: HttpDependencies): void {
  const { db } = dependencies

  app.get('/s/:token/confirm', { schema, helmet: scripted }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    const survey = `/s/${request.params.token}`
    if (opened.state === 'expired') return show(reply.code(410), ExpiredPage(page))
    const held = opened.state === 'open' ? await findHeld(db, opened.invitation.id) : undefined
    if (!held) return goOn(request, reply, survey, {})
    const { id, submission, given_at: givenAt } = held
    const shown = { id, answers: submission.answers, givenAt }
    const own = await questionsAsked(opened, submission.ownVersion)
    return show(reply, ConfirmPage({ ...page, action: `${survey}/confirm`, surveyUrl: survey, own, held: shown }))
  })

  app.post('/s/:token/confirm', { schema, helmet: scripted }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    const survey = `/s/${request.params.token}`
    const { held = '' } = fieldsOf(request.body)
    const outcome = await confirm(opened, held)
    if (outcome === 'survey.expired') return show(reply.code(410), ExpiredPage(page))
    if (outcome === 'survey.answered') return goOn(request, reply, survey, {})
    return outcome === 'counts'
      ? goOn(request, reply, survey, { thanks: '1' })
      : goOn(request, reply, `${survey}/confirm`, {})
  })

  /** What the partner asked beside the program when the answers were given. */
  async function questionsAsked({ engagement, program }: OpenedInvitation, version: number | undefined) {
    if (version === undefined) return undefined
    return findQuestionsFor(db, { partnerId: engagement.partner_id, programId: program.id }, version)
  }

  async function confirm(opened: OpenedInvitation, held: string): Promise<'counts' | 'others' | ProblemCode> {
    try {
      return (await db.transaction().execute((tx) => confirmAnswers(tx, opened, held))) ? 'counts' : 'others'
    } catch (error) {
      if (error instanceof DomainError) return error.code
      throw error
    }
  }
}
