import { Type } from 'typebox'
import { record } from '../../db/audit.ts'
import { findProgram, listPrograms, publishProgram } from '../../db/programs.ts'
import { checkProgram } from '../../domain/checkProgram.ts'
import { DomainError } from '../../domain/errors.ts'
import { Program } from '../../domain/program.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { Id, IdempotencyHeaders, problemResponses } from './shapes.ts'

const readers = { roles: rights['read programs'] }
const tags = ['programs']

/** The rules: published by the program owner, readable by everybody who has a key. */
export function registerPrograms(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(Program)

  app.get(
    '/v1/programs',
    {
      config: readers,
      schema: {
        tags,
        summary: 'The newest version of every program',
        response: { 200: Type.Object({ programs: Type.Array(Type.Ref('Program')) }), ...problemResponses },
      },
    },
    async () => ({ programs: await listPrograms(db) }),
  )

  app.get(
    '/v1/programs/:id',
    {
      config: readers,
      schema: {
        tags,
        summary: 'A program, the newest version or the one asked for',
        params: Type.Object({ id: Id }),
        querystring: Type.Object(
          { version: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Ref('Program'), ...problemResponses },
      },
    },
    async ({ params, query }) => {
      const program = await findProgram(db, params.id, query.version === undefined ? undefined : Number(query.version))
      if (!program) throw new DomainError('not-found', `there is no program '${params.id}' of this version`)
      return program
    },
  )

  app.post(
    '/v1/programs',
    {
      config: { roles: rights['publish programs'] },
      schema: {
        tags,
        summary: 'Publish a version of a program: it can never change after that',
        headers: IdempotencyHeaders,
        body: Program,
        response: { 200: Type.Ref('Program'), 201: Type.Ref('Program'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const problems = checkProgram(request.body)
        if (problems.length > 0)
          throw new DomainError('program.invalid', `${problems[0]?.field} does not fit the rest`, problems)
        const isNew = await publishProgram(tx, request.body)
        const { id, version } = request.body
        if (isNew) await record(tx, { actor: callerOf(request).id, what: 'program.published', about: { id, version } })
        return { status: isNew ? 201 : 200, body: request.body }
      }),
  )
}
