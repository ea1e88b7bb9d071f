import { findReviewOf } from '../../db/reviews.ts'
import { wholeDays } from '../../domain/duration.ts'
import { DomainError } from '../../domain/errors.ts'
import { questionsOf } from '../../domain/ownQuestions.ts'
import { preselected } from '../../domain/preselection.ts'
import { readAnswers } from '../../domain/response.ts'
import { optInProblems } from '../../domain/review.ts'
import { flagBurst } from '../accept/flags.ts'
import { giftFor } from '../accept/gift.ts'
import type { OpenedInvitation } from '../accept/invitation.ts'
import { respond, type Submission } from '../accept/respond.ts'
import type { App, HttpDependencies } from '../app.ts'
import { scripted } from '../headers.ts'
import { fieldsOf, goOn, listsOf, openPage, pageSchema as schema, show } from './page.ts'
import { AnsweredPage, answerErrors, ExpiredPage, SurveyForm, ThanksPage } from './pages/index.ts'
import { machineSigns, shownToken } from './shown.ts'

/** The survey itself: shown by GET, answered by POST. */
export function registerSurveyForm(app: App, dependencies: HttpDependencies): void {
  const { db, config } = dependencies

  app.get('/s/:token', { schema, helmet: scripted }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    const { token } = request.params
    if (opened.state === 'expired') return show(reply.code(410), ExpiredPage(page))
    if (opened.state === 'open') {
      const answers = preselected(opened.program, fieldsOf(request.query))
      const isPreselected = Object.keys(answers).length > 0
      return show(reply, SurveyForm({ ...page, ...formParts(token), own: opened.own, answers, isPreselected }))
    }
    return show(
      reply,
      request.query.thanks
        ? ThanksPage({ ...page, ...(await after(opened, token)) })
        : AnsweredPage({ ...page, ...(await after(opened, token)), answeredAt: answeredAt(opened) }),
    )
  })

  app.post('/s/:token', { schema, helmet: scripted }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    if (opened.state === 'expired') return show(reply.code(410), ExpiredPage(page))
    const { language: _, own: __, shown, website, anonymous, publish: opted, ...fields } = fieldsOf(request.body)
    const { program, own } = opened
    const publish = opted === 'yes'
    const isAnonymous = anonymous !== undefined && program.survey.anonymity !== undefined
    const asked = questionsOf(program, own)
    const typed = { ...fields, ...listsOf(request.body, asked) }
    const given = { ...typed, ...(isAnonymous && { anonymous }) }
    const form = { ...page, ...formParts(request.params.token), own, answers: given, publish }
    const { answers, problems } = readAnswers(asked, typed)
    const unfit = publish ? optInProblems(program, answers) : []
    if (problems.length + unfit.length > 0) {
      const errors = answerErrors(opened, page.language, [...problems, ...unfit])
      // One missing answer is given in no time: what counts is when the questions were first shown.
      return show(reply.code(422), SurveyForm({ ...form, shownToken: shown ?? form.shownToken, errors }))
    }
    const setAside = machineSigns(config.SURVEY_SECRET, { shown, website, now: new Date() })
    const result = await submit(opened, request.ip, {
      answers,
      anonymous: isAnonymous,
      language: page.language,
      publish,
      ...(setAside && { setAside }),
    })
    if (result === 'counts') return goOn(request, reply, `/s/${request.params.token}`, { thanks: '1' })
    if (result === 'set-aside') return show(reply, SurveyForm({ ...form, confirm: true }))
    return show(reply.code(409), AnsweredPage({ ...page, answeredAt: answeredAt(opened) }))
  })

  async function after(opened: OpenedInvitation, token: string) {
    const review = await findReviewOf(db, opened.invitation.id)
    const gift = await giftFor(db, opened)
    return {
      ...(review?.text && { reviewUrl: `/s/${token}/review` }),
      ...(gift && { gift: { ...gift, action: `/s/${token}/gift` } }),
    }
  }

  function formParts(token: string) {
    const action = `/s/${token}`
    return {
      action,
      waysOut: { declineUrl: `${action}/decline`, optOutUrl: `${action}/opt-out` },
      shownToken: shownToken(config.SURVEY_SECRET, new Date()),
      keptDays: wholeDays(config.KEEP_CONTACTS),
    }
  }

  async function submit(
    opened: OpenedInvitation,
    ip: string,
    submission: Submission,
  ): Promise<'counts' | 'set-aside' | 'answered-before'> {
    try {
      return await db.transaction().execute(async (tx) => {
        if (!(await respond(tx, opened, submission))) return 'set-aside'
        const { partner_id: partnerId, program_id: programId } = opened.engagement
        await flagBurst(tx, config.SURVEY_SECRET, { ip, partnerId, programId })
        return 'counts'
      })
    } catch (error) {
      if (error instanceof DomainError && error.code === 'survey.answered') return 'answered-before'
      throw error
    }
  }
}

function answeredAt({ invitation }: OpenedInvitation): Date {
  return invitation.settled_at ?? new Date()
}
