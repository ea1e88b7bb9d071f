import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { DomainError, type FieldProblem } from '../domain/errors.ts'

/** Has every route check its requests by their TypeBox schemas. Set on each route: a compiler set on the app gives way to Fastify's
 *  own, which drops and coerces, in every scope that adds a schema. */
export function registerValidation(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.validatorCompiler ??= validatorCompiler
  })
}

/** Checks requests against their TypeBox schemas. Nothing is coerced, dropped or filled in: a field that does not fit is named. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema)
  return (value) => {
    if (compiled.Check(value)) return { value }
    const problems = fieldProblems(compiled.Errors(value), value)
    return {
      error: new DomainError(
        'request.invalid',
        `the ${httpPart ?? 'request'} does not fit: ${problems[0]?.field}`,
        problems,
      ),
    }
  }
}

/** Every place where a value does not fit its schema, in the caller's words.
 *  @param errors as TypeBox lists them for `value` */
export function fieldProblems(errors: readonly TLocalizedValidationError[], value: unknown): readonly FieldProblem[] {
  const problems = errors.filter((error) => error.keyword !== 'boolean').flatMap((error) => problemsOf(error, value))
  return problems
    .filter((problem, i) => problems.findIndex((other) => other.field === problem.field) === i)
    .slice(0, 50)
}

function problemsOf(error: TLocalizedValidationError, value: unknown): FieldProblem[] {
  const at = (path: string) => valueAt(value, path)
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({
      field: `${error.instancePath}/${name}`,
      expected: 'a value',
      got: undefined,
    }))
  }
  if (error.keyword === 'additionalProperties') {
    return error.params.additionalProperties.map((name) => {
      const field = `${error.instancePath}/${name}`
      return { field, expected: 'no such field', got: at(field) }
    })
  }
  const expected =
    error.keyword === 'enum'
      ? `one of ${error.params.allowedValues.join(', ')}`
      : error.message.replace(/^must /, 'to ')
  return [{ field: error.instancePath || '/', expected, got: at(error.instancePath) }]
}

function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const key of path.split('/').slice(1)) {
    found = typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(unescaped(key)) : undefined
  }
  return found
}

/** JSON pointers write '/' as '~1' and '~' as '~0'. */
function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}
