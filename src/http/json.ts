import type { FastifyInstance } from 'fastify'
import { DomainError, type FieldProblem } from '../domain/errors.ts'
import { repeatedName } from './repeatedName.ts'

/** Our deepest body, a program, has six levels. Deeper ones are made to exhaust whoever walks through them. */
const deepest = 20

/** Reads bodies as JSON and nothing else, and refuses what no field can hold: text that PostgreSQL cannot keep, endless nesting, two values
 *  of one name. */
export function registerJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    void parse(request, body, (error, value: unknown) => {
      const problem = error ? undefined : (repeated(body) ?? unfit(value, ''))
      if (!problem) return done(error, value)
      done(new DomainError('request.invalid', `the body does not fit: ${problem.field}`, [problem]))
    })
  })
}

function repeated(body: string): FieldProblem | undefined {
  const name = repeatedName(body)
  return name === undefined
    ? undefined
    : { field: `/${name.slice(0, 100)}`, expected: 'each name once', got: undefined }
}

function unfit(value: unknown, field: string): FieldProblem | undefined {
  if (typeof value === 'string') return isKept(value) ? undefined : { field, expected: keepable, got: undefined }
  if (typeof value !== 'object' || value === null) return undefined
  if (field.split('/').length > deepest) return { field, expected: `at most ${deepest} levels`, got: undefined }
  for (const [key, inner] of Object.entries(value)) {
    const problem = isKept(key) ? unfit(inner, `${field}/${key.slice(0, 100).replaceAll('/', '~1')}`) : undefined
    if (problem) return problem
    if (!isKept(key)) return { field, expected: `names that are ${keepable}`, got: undefined }
  }
  return undefined
}

const keepable = 'text without NUL and without halves of surrogate pairs'

function isKept(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text)
}
