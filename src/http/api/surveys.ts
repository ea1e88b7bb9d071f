import { type Static, Type } from 'typebox'
import { DomainError } from '../../domain/errors.ts'
import { programLanguage, programLanguages, programText } from '../../domain/programTexts.ts'
import { readAnswers } from '../../domain/response.ts'
import { type Language, parseLanguage } from '../../locales/languages.ts'
import { questions } from '../../questions/index.ts'
import { questionTypes } from '../../questions/types.ts'
import { idempotently } from '../accept/idempotently.ts'
import { type OpenedInvitation, openInvitation } from '../accept/invitation.ts'
import { respond } from '../accept/respond.ts'
import type { App, HttpDependencies } from '../app.ts'
import { closed, IdempotencyHeaders, problemResponses } from './shapes.ts'

const tags = ['surveys']
const Token = Type.Object({ token: Type.String({ maxLength: 200 }) })

const Survey = Type.Object({
  program: Type.String(),
  language: Type.String(),
  languages: Type.Array(Type.String()),
  questions: Type.Array(
    Type.Object({
      key: Type.String(),
      type: Type.Enum(questionTypes),
      text: Type.String(),
      required: Type.Boolean(),
      options: Type.Optional(Type.Array(Type.Object({ value: Type.Number(), label: Type.String() }))),
    }),
  ),
})

const Response = Type.Object(
  {
    answers: Type.Record(
      Type.String(),
      Type.Union([Type.Number(), Type.String(), Type.Array(Type.String()), Type.Null()]),
      { description: 'By question key' },
    ),
    language: Type.Optional(Type.String({ maxLength: 20 })),
    anonymous: Type.Optional(Type.Literal(false, { description: 'true only where the program offers it' })),
    review: Type.Optional(
      Type.Object(
        { publish: Type.Literal(false) },
        { additionalProperties: false, description: 'true only where the program offers it' },
      ),
    ),
  },
  closed,
)

/** The survey for those who show it on a page of their own. The personal token is all the access there is. */
export function registerSurveys(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const open = (token: string) => openInvitation(db, { secret: config.SURVEY_SECRET, token })

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
      return surveyView(opened, readLanguage('lang', query.lang) ?? opened.contact.survey_language)
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
      const opened = await open(request.params.token)
      return idempotently(db, { request, reply }, async (tx) => {
        const { answers, problems } = readAnswers(opened.program.survey.questions, request.body.answers)
        if (problems.length > 0)
          throw new DomainError('response.invalid', `${problems[0]?.field} is not an answer to its question`, problems)
        await respond(tx, opened, { answers, language: language ?? opened.contact.survey_language })
        return { status: 201, body: { status: 'answered' } }
      })
    },
  )
}

function readLanguage(field: string, written: string | undefined): Language | undefined {
  const language = written === undefined ? undefined : parseLanguage(written)
  if (written === undefined || language) return language
  throw new DomainError('request.invalid', `'${written}' is not one of our languages`, [
    { field: `/${field}`, expected: 'one of the 34 survey languages', got: written },
  ])
}

function surveyView({ program, engagement, partnerName }: OpenedInvitation, wanted: Language): Static<typeof Survey> {
  const language = programLanguage(program, wanted)
  const names = { partner: partnerName, customer: engagement.customer_name, service: engagement.subject_name }
  return {
    program: program.id,
    language,
    languages: [...programLanguages(program)],
    questions: program.survey.questions.map(({ key, type, required }) => {
      const options = questions[type].options?.(language)
      return {
        key,
        type,
        required,
        text: programText(program, language, `question.${key}`, names),
        ...(options && { options: [...options] }),
      }
    }),
  }
}
