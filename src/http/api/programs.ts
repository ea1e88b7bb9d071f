import { Type } from 'typebox'
import { findProgram, listPrograms } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import { Program } from '../../domain/program.ts'
import { versionStates } from '../../domain/ruleChange.ts'
import { idempotently } from '../accept/idempotently.ts'
import { publish } from '../accept/publish.ts'
import { versionsOf } from '../accept/ruleChanges.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { Id, IdempotencyHeaders, Instant, problemResponses } from './shapes.ts'

const readers = { roles: rights['read programs'] }
const tags = ['programs']

const Version = Type.Object({
  version: Type.Integer(),
  state: Type.Enum(versionStates, {
    description: 'Engagements open under it, will from a day on, or will never again',
  }),
  publishedAt: Instant,
  takesEffect: Type.Union([
    Type.Object({ on: Type.String({ format: 'date' }), override: Type.Optional(Type.String()) }),
    Type.Null({ description: 'At once' }),
  ]),
})

/** The rules: published by the program owner, readable by everybody who has a key. */
export function registerPrograms(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(Program)

  app.get(
    '/v1/programs',
    {
      config: readers,
      schema: {
        tags,
        summary: 'Every program in the version in force',
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
        summary: 'A program in the version in force, or the one asked for',
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

  app.get(
    '/v1/programs/:id/versions',
    {
      config: readers,
      schema: {
        tags,
        summary: 'The versions of a program, and the day from which each counts: where changes are announced',
        params: Type.Object({ id: Id }),
        response: { 200: Type.Object({ versions: Type.Array(Version) }), ...problemResponses },
      },
    },
    async ({ params }) => {
      const versions = await versionsOf(db, params.id)
      if (versions.length === 0) throw new DomainError('not-found', `there is no program '${params.id}'`)
      return {
        versions: versions.map(({ version, state, publishedAt, on, override }) => ({
          version,
          state,
          publishedAt: publishedAt.toISOString(),
          takesEffect: on === null ? null : { on, ...(override !== null && { override }) },
        })),
      }
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
        const isNew = await publish(tx, callerOf(request), request.body)
        return { status: isNew ? 201 : 200, body: request.body }
      }),
  )
}
