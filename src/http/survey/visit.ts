import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { findQuestionsFor } from '../../db/ownQuestions.ts'
import { type FoundSurvey, findSurvey } from '../../db/surveyAddresses.ts'
import { milliseconds, wholeDays } from '../../domain/duration.ts'
import { type OwnQuestions, questionsOf } from '../../domain/ownQuestions.ts'
import { programLanguage, programLanguages } from '../../domain/programTexts.ts'
import { readAnswers } from '../../domain/response.ts'
import { readWorkAddress, type UnfitAddress } from '../../domain/workAddress.ts'
import { message } from '../../locales/index.ts'
import { flagBurst } from '../accept/flags.ts'
import { holdAnswers, takesVisitors } from '../accept/holdAnswers.ts'
import type { App, HttpDependencies } from '../app.ts'
import { scripted } from '../headers.ts'
import {
  draftKey,
  fieldsOf,
  goOn,
  keptOf,
  languageOf,
  listsOf,
  ownVersionIn,
  pageSchema,
  show,
  showUnknown,
} from './page.ts'
import { answerErrors, HeldPage, NotOpenPage, SurveyForm } from './pages/index.ts'
import { type EngagementPageProps, framed } from './pages/props.ts'
import { machineSigns, shownToken } from './shown.ts'

const schema = { ...pageSchema, params: Type.Object({ slug: Type.String() }) }

type VisitRequest = FastifyRequest<{ Params: { slug: string }; Querystring: { lang?: string } }>

/** A membership's own address: anybody may open its survey and answer. An address it had before leads on. What they answer is held
 *  until they confirm it from where they work, and the page that says so is the same for everybody, customer or not.
 *  @source CI-05, CI-08 */
export function registerVisit(app: App, { db, config }: HttpDependencies): void {
  const day = milliseconds(config.DAY)

  app.get('/p/:slug', { schema, helmet: scripted }, async (request, reply) => {
    const survey = await open(request, reply)
    if (!survey) return reply
    if (survey.slug !== request.params.slug) return goOn(request, reply, `/p/${survey.slug}`, {})
    const page = pageOf(survey, request)
    if (request.query.thanks) return show(reply, HeldPage(page))
    if (!(await takesVisitors(db, survey))) return show(reply.code(410), NotOpenPage(page))
    return show(reply, SurveyForm({ ...page, ...formParts(survey), own: await ownOf(survey) }))
  })

  app.post('/p/:slug', { schema, helmet: scripted }, async (request, reply) => {
    const survey = await open(request, reply)
    if (!survey) return reply
    const page = pageOf(survey, request)
    if (!(await takesVisitors(db, survey))) return show(reply.code(410), NotOpenPage(page))
    const { language: _, own: __, shown, website, anonymous, email = '', ...fields } = fieldsOf(request.body)
    const { partner, program } = survey
    const from = readWorkAddress(email, { insiders: [partner.email, partner.psm_email].flatMap((one) => one ?? []) })
    const own = await ownOf(survey, ownVersionIn(request.body))
    const isAnonymous = anonymous !== undefined && program.survey.anonymity !== undefined
    const asked = questionsOf(program, own)
    const typed = { ...fields, ...listsOf(request.body, asked) }
    const { answers, problems } = readAnswers(asked, typed)
    const form = { ...page, ...formParts(survey), own, answers: { ...typed, ...(isAnonymous && { anonymous }) } }
    if ('unfit' in from || problems.length > 0) {
      const errors = answerErrors({ program, own }, page.language, problems)
      const workAddress = { value: email, ...('unfit' in from && { error: unfitText(page, from.unfit) }) }
      const shownToken = shown ?? form.shownToken
      return show(reply.code(422), SurveyForm({ ...form, shownToken, errors, workAddress }))
    }
    if (machineSigns(config.SURVEY_SECRET, { shown, website, now: new Date() }))
      return show(reply, SurveyForm({ ...form, workAddress: { value: email }, confirm: true }))
    const given = {
      answers,
      ...(own && { ownVersion: own.version }),
      language: page.language,
      ...(isAnonymous && { anonymous: true as const }),
    }
    await db.transaction().execute(async (tx) => {
      await holdAnswers(tx, { survey, from, given, day })
      const { ip } = request
      await flagBurst(tx, config.SURVEY_SECRET, { ip, partnerId: partner.id, programId: program.id })
    })
    return goOn(request, reply, `/p/${survey.slug}`, { thanks: '1' })
  })

  async function open(request: VisitRequest, reply: FastifyReply): Promise<FoundSurvey | undefined> {
    const survey = await findSurvey(db, request.params.slug)
    if (survey) return survey
    showUnknown(request, reply)
    return undefined
  }

  async function ownOf({ partner, program }: FoundSurvey, version?: number): Promise<OwnQuestions | undefined> {
    if (!program.survey.ownQuestions) return undefined
    return findQuestionsFor(db, { partnerId: partner.id, programId: program.id }, version)
  }

  function formParts({ slug }: FoundSurvey) {
    const shown = shownToken(config.SURVEY_SECRET, new Date())
    return {
      action: `/p/${slug}`,
      shownToken: shown,
      workAddress: { value: '' },
      keptDays: wholeDays(config.KEEP_CONTACTS),
    }
  }
}

/** Which customer answers is not known yet: the sentences speak of the reader's organisation. */
function pageOf({ program, partner }: FoundSurvey, request: VisitRequest): EngagementPageProps {
  const language = programLanguage(program, languageOf(request))
  const customer = message(language, 'visit.organisation')
  const subject = program.catalogue[0] ?? partner.name
  return {
    program,
    language,
    languages: programLanguages(program),
    keep: keptOf(request.query),
    draftKey: draftKey(request.params.slug),
    engagement: { partner: partner.name, customer, subject },
  }
}

function unfitText(page: EngagementPageProps, unfit: UnfitAddress): string {
  const { frame, names } = framed(page)
  return message(frame.language, `visit.${unfit}`, names)
}
