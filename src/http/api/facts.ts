import type { FastifySchemaCompiler } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { DomainError } from '../../domain/errors.ts'
import { idempotently } from '../accept/idempotently.ts'
import { type Reception, receptions, reportFact } from '../accept/reportFact.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { problemOf } from '../errors.ts'
import { rights } from '../rights.ts'
import { validatorCompiler } from '../validation.ts'
import { FactBody, readFact, readFactLine } from './factShapes.ts'
import { EngagementParams, IdempotencyHeaders, problemResponses } from './shapes.ts'

const roles = rights['report facts']
const tags = ['engagements']

const Line = Type.Object({
  line: Type.Integer({ description: 'Counted from 1' }),
  status: Type.Enum([...receptions, 'refused']),
  problem: Type.Optional(Type.Ref('Problem')),
})

/** What portals report: one fact, or many, each accepted or refused for itself. */
export function registerFacts(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  app.post(
    '/v1/engagements/:id/facts',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Report a fact',
        params: EngagementParams,
        headers: IdempotencyHeaders,
        body: Type.Unsafe<unknown>(FactBody),
        response: {
          200: Type.Object({ status: Type.Enum(receptions) }),
          202: Type.Object({ status: Type.Enum(receptions) }),
          ...problemResponses,
        },
      },
      validatorCompiler: allButBody,
    },
    async (request, reply) => {
      const reported = readFact(request.body, new Date())
      return idempotently(db, { request, reply }, async (tx) => {
        const status = await reportFact(tx, callerOf(request), { engagementId: request.params.id, ...reported })
        return { status: status === 'recorded' ? 202 : 200, body: { status } }
      })
    },
  )

  app.post(
    '/v1/facts',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Report many facts; each is answered on its own line',
        body: Type.Array(Type.Unknown({ description: 'A fact, with the engagementId it is about' }), {
          minItems: 1,
          maxItems: config.FACTS_PER_CALL,
        }),
        response: { 200: Type.Object({ results: Type.Array(Line) }), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const results: { line: number; status: Reception | 'refused'; problem?: ReturnType<typeof problemOf> }[] = []
      for (const [i, body] of request.body.entries()) {
        const line = i + 1
        try {
          const reported = readFactLine(body, new Date())
          results.push({ line, status: await db.transaction().execute((tx) => reportFact(tx, caller, reported)) })
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          results.push({ line, status: 'refused', problem: problemOf(error) })
        }
      }
      return { results }
    },
  )
}

/** The handler checks the body by the shape of its own type. */
const allButBody: FastifySchemaCompiler<TSchema> = (route) =>
  route.httpPart === 'body' ? (value) => ({ value }) : validatorCompiler(route)
