import type { FastifyError, FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { DomainError, type FieldProblem, problems } from '../domain/errors.ts'

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
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
  app.setNotFoundHandler((request, reply) => {
    const detail = `there is no ${request.method} ${request.url.split('?')[0]}`
    const problem = { type: typeOf('not-found'), title: problems['not-found'].title, status: 404, detail, errors: [] }
    return reply.code(404).type('application/problem+json').send(problem)
  })
}

/** Turns an error into problem details. What was not meant for the caller says nothing. */
export function problemOf(error: FastifyError | DomainError) {
  if (error instanceof DomainError) {
    const { status, title } = problems[error.code]
    return { type: typeOf(error.code), title, status, detail: error.message, errors: error.errors.map(shown) }
  }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) {
    return { type: typeOf(error.code), title: error.message, status, detail: error.message, errors: [] }
  }
  const title = 'Something went wrong on our side'
  return { type: typeOf('internal'), title, status: 500, detail: 'It was logged. Trying again is safe.', errors: [] }
}

function typeOf(code: string): string {
  return `urn:plaudit:problem:${code}`
}

function shown({ field, expected, got }: FieldProblem): { field: string; expected: string; got: unknown } {
  return { field, expected, got: got ?? null }
}
