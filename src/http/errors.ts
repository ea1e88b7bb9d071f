import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { DomainError, type FieldProblem, type ProblemCode, problems } from '../domain/errors.ts'

/** RFC 9457 problem details, as every error is answered. `type` ends in the code listed in `domain/errors.ts`. */
export const Problem = Type.Object(
  {
    type: Type.String({ examples: ['urn:plaudit:problem:request.invalid'] }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    errors: Type.Array(
      Type.Object({
        field: Type.String(),
        expected: Type.String(),
        got: Type.Unknown({ description: 'null when there was nothing' }),
      }),
    ),
  },
  { $id: 'Problem' },
)

export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (problemOf(error).status >= 500) request.log.error({ err: error }, 'request failed')
    return answerProblem(nameLimit(error, request), reply)
  })
  app.setNotFoundHandler((request, reply) => {
    const detail = `there is no ${request.method} ${request.originalUrl.split('?')[0]?.slice(0, 200)}`
    return reply.code(404).type('application/problem+json').send(problemWith('not-found', detail))
  })
}

/** A body that is too large is refused with what would not be. */
function nameLimit(error: FastifyError | DomainError, { routeOptions }: FastifyRequest): FastifyError | DomainError {
  if (error instanceof DomainError || error.statusCode !== 413) return error
  const megabytes = Math.floor((routeOptions.bodyLimit / 1024 / 1024) * 100) / 100
  return new DomainError('request.too-large', `a body may have up to ${megabytes} MB`, [
    { field: '/', expected: `up to ${routeOptions.bodyLimit} bytes`, got: undefined },
  ])
}

/** Answers with problem details. */
function answerProblem(error: FastifyError | DomainError, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (problem.type === typeOf('key.missing')) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

/** Turns an error into problem details. What was not meant for the caller says nothing. */
export function problemOf(error: FastifyError | DomainError) {
  if (error instanceof DomainError) {
    const { status, title } = problems[error.code]
    return { type: typeOf(error.code), title, status, detail: error.message, errors: error.errors.map(shown) }
  }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) {
    return { ...problemWith(refusals[status] ?? 'request.invalid', error.message), status }
  }
  const title = 'Something went wrong on our side'
  return { type: typeOf('internal'), title, status: 500, detail: 'It was logged. Trying again is safe.', errors: [] }
}

/** A problem of which there is nothing to say but what it is. */
export function problemWith(code: ProblemCode, detail: string) {
  const { status, title } = problems[code]
  return { type: typeOf(code), title, status, detail, errors: [] }
}

/** What the server refuses before we see it, by status. */
const refusals: Readonly<Record<number, ProblemCode>> = {
  413: 'request.too-large',
  415: 'request.unsupported-type',
  429: 'request.too-frequent',
}

function typeOf(code: ProblemCode | 'internal'): string {
  return `urn:plaudit:problem:${code}`
}

function shown({ field, expected, got }: FieldProblem): { field: string; expected: string; got: unknown } {
  return { field, expected, got: excerpt(got) ?? null }
}

function excerpt(value: unknown): unknown {
  const text = JSON.stringify(value)
  return text !== undefined && text.length > 200 ? `${text.slice(0, 200)}…` : value
}
