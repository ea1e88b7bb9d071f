import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { listImported } from '../../db/importedEvidence.ts'
import { evidenceStates, itemFields, neededItemFields } from '../../domain/importedEvidence.ts'
import { importedKinds } from '../../domain/vocabulary.ts'
import { idempotently } from '../accept/idempotently.ts'
import { decide, importEvidence } from '../accept/importEvidence.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { type Row, readCsv } from './csv.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { closed, Id, IdempotencyHeaders, Instant, Name, problemResponses } from './shapes.ts'

const tags = ['evidence']
const about = {
  program: Id,
  kind: Type.Enum(importedKinds),
  origin: { ...Name, description: 'Where it comes from, such as the name of an export and its day' },
}
const cell = (description: string) => Type.Optional(Type.Unknown({ description }))
const Item = Type.Object(
  {
    id: cell('Its id where it comes from: what was imported under it before stays as it is'),
    at: cell('When it was answered or given'),
    organisation: cell('The id of the customer'),
    value: cell("A rating on the scale of the program's score, or nothing"),
    email: cell('Who was asked: counts in the calendar of the person, and is not kept'),
  },
  { additionalProperties: true, description: 'A bad row is named, the good ones are kept' },
)
const Imported = Type.Object({
  accepted: Type.Integer({ description: 'New pieces, which wait for a decision' }),
  repeated: Type.Integer({ description: 'Pieces that were there already' }),
  rejected: Type.Array(
    Type.Object({
      row: Type.Integer({ description: 'Counted from 1, without the heading' }),
      field: Type.Enum(itemFields),
      reason: Type.String(),
    }),
  ),
})
const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Piece = Type.Object({
  id: Type.String(),
  evidenceId: orNull(Type.String({ description: 'As standings name it' })),
  program: Type.String(),
  partnerId: Type.String(),
  kind: Type.Enum(importedKinds),
  itemId: Type.String(),
  origin: Type.String(),
  at: Instant,
  organisation: orNull(Type.String()),
  value: orNull(Type.Number()),
  state: Type.Enum(evidenceStates),
  reason: orNull(Type.String()),
  decidedBy: orNull(Type.String({ description: "The reviewer's key" })),
  decidedAt: orNull(Instant),
  importedBy: Type.String(),
  importedAt: Instant,
})

/** Why evidence does not count. */
export const EvidenceReason = Type.String({ minLength: 1, maxLength: 500 })

const pageSize = 50

/** Evidence from elsewhere: partners import it, the operator decides whether it counts.
 *  @source PV-02, CI-12 */
export function registerEvidence(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const { CONTACT_ROWS: mostRows } = config
  const columns = { of: 'evidence', known: itemFields, needed: neededItemFields } as const
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async ({ query }: FastifyRequest, body: Buffer) => ({
    ...(typeof query === 'object' && query),
    items: readCsv(body, { mostRows, ...columns }),
  }))

  app.post(
    '/v1/partners/:id/evidence',
    {
      config: { roles: rights['import evidence'] },
      schema: {
        tags,
        summary: 'Import evidence from elsewhere, as JSON, or as text/csv with the rest in the query',
        consumes: ['application/json', 'text/csv'],
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        querystring: Type.Object({ ...Type.Partial(Type.Object(about)).properties }, closed),
        body: Type.Object({ ...about, items: Type.Array(Type.Unsafe<Row>(Item), { maxItems: mostRows }) }, closed),
        response: { 200: Imported, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { program: programId, kind, origin, items: rows } = request.body
        const partnerId = request.params.id
        return {
          status: 200,
          body: await importEvidence(tx, callerOf(request), { programId, partnerId, kind, origin, rows }),
        }
      }),
  )

  app.get(
    '/v1/evidence',
    {
      config: { roles: rights['read imported evidence'] },
      schema: {
        tags,
        summary: 'Evidence from elsewhere with its origin and what was decided, newest first',
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Enum(evidenceStates)),
            partnerId: Type.Optional(Id),
            cursor: Type.Optional(Type.String({ maxLength: 300 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ evidence: Type.Array(Piece), cursor: orNull(Type.String()) }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { state, partnerId, cursor } = request.query
      const scope = scopeOf(callerOf(request))
      const own = partnerId === undefined ? scope : [partnerId].filter((id) => scope === 'all' || scope.includes(id))
      const after = cursor === undefined ? {} : { after: readCursor(cursor) }
      const rows = await listImported(db, { partnerIds: own, limit: pageSize + 1, ...(state && { state }), ...after })
      const page = rows.slice(0, pageSize)
      const last = rows.length > pageSize ? page.at(-1) : undefined
      return {
        evidence: page.map(viewOf),
        cursor: last ? cursorOf({ created_at: last.imported_at, id: last.id }) : null,
      }
    },
  )

  const deciding = { tags, params: Type.Object({ id: Id }), headers: IdempotencyHeaders }
  const response = { 200: Type.Object({}), ...problemResponses }
  const roles = rights['decide on evidence']

  app.post(
    '/v1/evidence/:id/accept',
    { config: { roles }, schema: { ...deciding, summary: 'Have evidence from elsewhere count', response } },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        await decide(tx, callerOf(request), { id: request.params.id, state: 'accepted' })
        return { status: 200, body: {} }
      }),
  )

  app.post(
    '/v1/evidence/:id/reject',
    {
      config: { roles },
      schema: {
        ...deciding,
        summary: 'Have evidence from elsewhere not count, and say why',
        body: Type.Object({ reason: EvidenceReason }, closed),
        response,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        await decide(tx, callerOf(request), { id: request.params.id, state: 'rejected', reason: request.body.reason })
        return { status: 200, body: {} }
      }),
  )
}

function viewOf(row: Awaited<ReturnType<typeof listImported>>[number]): Static<typeof Piece> {
  return {
    id: row.id,
    evidenceId: row.evidence_id,
    program: row.program_id,
    partnerId: row.partner_id,
    kind: row.kind,
    itemId: row.item_id,
    origin: row.origin,
    at: row.at.toISOString(),
    organisation: row.organisation,
    value: row.value,
    state: row.state,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    importedBy: row.imported_by,
    importedAt: row.imported_at.toISOString(),
  }
}
