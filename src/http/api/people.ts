import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { endErasure, erasePerson } from '../../db/person/erase.ts'
import { held } from '../../db/person/held.ts'
import { exportPerson } from '../accept/exportPerson.ts'
import { idempotentlyInSteps } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Email, IdempotencyHeaders, problemResponses } from './shapes.ts'

const Person = Type.Object(
  { email: { ...Email, description: 'In the body, so that it is in no address and no log' } },
  closed,
)

const Rows = Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: true }))

const Export = Type.Object({
  email: Type.String(),
  ...Object.fromEntries(Object.keys(held).map((kind) => [kind, Rows])),
})

const Erasure = Type.Object({
  erasure: Type.String({ description: 'Names the proof in the audit trail' }),
  rows: Type.Record(Type.String(), Type.Integer(), {
    description: 'How many rows of which table were removed or emptied',
  }),
  kept: Type.Array(Type.String(), { description: 'What stays, and why' }),
})

/** What is kept of a person who was erased. */
const kept = [
  'opt-out, as a hash of the address: so that they are never written to again',
  'ratings, scores and counts, which name nobody',
  'audit trail, which holds ids and figures',
]

/** People's own rights: to know what is held about them, and to have it erased.
 *  @source MX-04 */
export function registerPeople(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const shared = { tags: ['people'], body: Person }

  app.post(
    '/v1/people/export',
    {
      config: { roles: rights['export and erase people'] },
      schema: {
        ...shared,
        summary: 'Everything that is held about a person, over all engagements and programs',
        response: {
          200: {
            description: 'Lists, empty where nothing is held',
            content: { 'application/json': { schema: Export } },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const pieces = await exportPerson(db, callerOf(request), request.body.email)
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(Readable.from(pieces))
    },
  )

  app.post(
    '/v1/people/erase',
    {
      config: { roles: rights['export and erase people'] },
      schema: {
        ...shared,
        summary: 'Erase a person; engagements under way go on without them',
        headers: IdempotencyHeaders,
        response: { 200: Erasure, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotentlyInSteps(
        db,
        { request, reply },
        {
          prepare: () => erasePerson(db, { address: request.body.email, keyId: callerOf(request).id }),
          write: async (tx, erasure) => ({
            status: 200,
            body: { erasure: erasure.id, rows: await endErasure(tx, erasure), kept },
          }),
        },
      ),
  )
}
