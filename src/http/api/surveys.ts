import { type Static, Type } from 'typebox'
import { questionsAsked } from '../../domain/asked.ts'
import { DomainError } from '../../domain/errors.ts'
import { questionsOf } from '../../domain/ownQuestions.ts'
import { programLanguage, programLanguages } from '../../domain/programTexts.ts'
import { readAnswers } from '../../domain/response.ts'
import { optInProblems } from '../../domain/review.ts'
import type { Language } from '../../locales/languages.ts'
import { questions } from '../../questions/index.ts'
import { questionTypes } from '../../questions/types.ts'
import { giftFor } from '../accept/gift.ts'
import { idempotently } from '../accept/idempotently.ts'
import { type OpenedInvitation, openInvitation } from '../accept/invitation.ts'
import { respond } from '../accept/respond.ts'
import type { App, HttpDependencies } from '../app.ts'
import { giftView, OfferedGiftShape } from './gifts.ts'
import { readLanguage } from './readLanguage.ts'
import { closed, IdempotencyHeaders, Options, problemResponses } from './shapes.ts'

const tags = ['surveys']
const Token = Type.Object({ token: Type.String({ maxLength: 200 }) })

const Survey = Type.Object({
  program: Type.String(),
  review: Type.Optional(
    Type.String({ description: 'Key of the text that may be published under the name of the organization' }),
  ),
  language: Type.String(),
  languages: Type.Array(Type.String()),
  anonymity: Type.Optional(Type.Literal('chosen', { description: 'May be answered with `anonymous: true`' })),
  ownVersion: Type.Optional(
    Type.Integer({ description: "Of the partner's own questions, whose keys begin with 'own.'; to be sent back" }),
  ),
  gift: Type.Optional(OfferedGiftShape),
  questions: Type.Array(
    Type.Object({
      key: Type.String(),
      type: Type.Enum(questionTypes),
      text: Type.String(),
      required: Type.Boolean(),
      language: Type.Optional(Type.String({ description: "Of the text, where it is not the survey's" })),
      notApplicable: Type.Optional(Type.Literal(true, { description: 'null is N/A, and an answer' })),
      answer: Type.Unknown({ description: 'The JSON Schema of an answer; where none is given it is null' }),
      options: Type.Optional(Options),
    }),
  ),
})

const Response = Type.Object(
  {
    answers: Type.Record(
      Type.String(),
      Type.Union([Type.Number(), Type.String(), Type.Array(Type.String()), Type.Null()]),
      { description: 'By question key; each as its `answer` schema says, or null' },
    ),
    language: Type.Optional(Type.String({ maxLength: 20 })),
    ownVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    anonymous: Type.Optional(Type.Boolean({ description: 'true only where the program offers it' })),
    review: Type.Optional(
      Type.Object(
        { publish: Type.Boolean() },
        {
          additionalProperties: false,
          description: 'true only where the survey offers it, and with a text to publish',
        },
      ),
    ),
  },
  closed,
)

/** The survey for those who show it on a page of their own. The personal token is all the access there is. */
export function registerSurveys(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const open = (token: string, ownVersion?: number) =>
    openInvitation(db, { secret: config.SURVEY_SECRET, token, ownVersion })

  app.get(
    '/v1/surveys/:token',
    {
      schema: {
        tags,
        summary: 'The questions of a personal survey',
        params: Token,
        querystring: Type.Object({ lang: Type.Optional(Type.String({ maxLength: 20 })) }, closed),
        response: { 200: Survey, ...problemResponses },
      },
    },
    async ({ params, query }) => {
      const opened = await open(params.token)
      if (opened.state === 'answered')
        throw new DomainError('survey.answered', 'this survey was answered before: each contact answers once')
      if (opened.state === 'expired') throw new DomainError('survey.expired', 'the time to answer is over')
      const gift = await giftFor(db, opened)
      const survey = surveyView(opened, readLanguage('lang', query.lang) ?? opened.contact.survey_language)
      return { ...survey, ...(gift && { gift: giftView(opened, gift) }) }
    },
  )

  app.post(
    '/v1/surveys/:token/responses',
    {
      schema: {
        tags,
        summary: 'Answer a personal survey, once',
        params: Token,
        headers: IdempotencyHeaders,
        body: Response,
        response: { 201: Type.Object({ status: Type.Literal('answered') }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const language = readLanguage('language', request.body.language)
      const { ownVersion, anonymous = false } = request.body
      const opened = await open(request.params.token, ownVersion)
      if (anonymous && !opened.program.survey.anonymity) throw notOffered()
      return idempotently(db, { request, reply }, async (tx) => {
        const publish = request.body.review?.publish ?? false
        const { answers, problems: unfit } = readAnswers(questionsOf(opened.program, opened.own), request.body.answers)
        const problems = [...unfit, ...(publish ? optInProblems(opened.program, answers) : [])]
        if (problems.length > 0)
          throw new DomainError('response.invalid', `${problems[0]?.field} does not fit its question`, problems)
        await respond(tx, opened, {
          answers,
          anonymous,
          publish,
          language: language ?? opened.contact.survey_language,
        })
        return { status: 201, body: { status: 'answered' } }
      })
    },
  )
}

function notOffered(): DomainError {
  return new DomainError('request.invalid', 'this survey cannot be answered anonymously', [
    { field: '/anonymous', expected: 'false', got: true },
  ])
}

function surveyView(
  { program, own, engagement, partnerName }: OpenedInvitation,
  wanted: Language,
): Static<typeof Survey> {
  const language = programLanguage(program, wanted)
  const names = { partner: partnerName, customer: engagement.customer_name, service: engagement.subject_name }
  return {
    program: program.id,
    ...(program.survey.review && { review: program.survey.review }),
    language,
    languages: [...programLanguages(program)],
    ...(program.survey.anonymity && { anonymity: program.survey.anonymity }),
    ...(own && { ownVersion: own.version }),
    questions: questionsAsked(program, own, { language, names }).map(({ question, text, options, ...asked }) => ({
      key: question.key,
      type: question.type,
      required: question.required,
      ...(question.notApplicable && { notApplicable: question.notApplicable }),
      text,
      answer: questions[question.type].schema(question.options),
      ...(asked.language && { language: asked.language }),
      ...(options && { options: [...options] }),
    })),
  }
}
