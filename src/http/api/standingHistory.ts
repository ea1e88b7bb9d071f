import { Type } from 'typebox'
import { whoStands } from '../../db/assess.ts'
import type { Caller } from '../../db/keys.ts'
import { standingHistory } from '../../db/standings.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { standingParts, tellsOfFew } from '../../domain/standingChange.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { readsEveryScore } from '../visibility.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { Id, Instant, OrNull, problemResponses } from './shapes.ts'

const Kept = Type.Object({
  id: Type.String(),
  at: Instant,
  version: Type.Integer({ description: 'Of the program, whose rules it was found by' }),
  met: Type.Boolean(),
  value: OrNull(Type.Number({ description: 'null: nobody answered, or too few where answers are confidential' })),
  threshold: Type.Number(),
  n: Type.Integer(),
  tier: OrNull(Type.String()),
  changed: Type.Array(Type.Enum(standingParts), { description: 'What is not as before; all of it, of the first' }),
  told: OrNull(
    Type.Object({
      to: Type.String({ description: 'partner, psm or owner' }),
      at: OrNull(Instant),
      status: Type.String({ description: 'Of the letter: claimed, sent, refused, skipped or unresolved' }),
    }),
  ),
})

const pageSize = 50

/** Where partners stood, each time that changed.
 *  @source CI-11 */
export function registerStandingHistory(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/partners/:id/standings/:program/history',
    {
      config: { roles: rights['read standings'] },
      schema: {
        tags: ['partners'],
        summary: 'Where a partner stood, each time that changed, newest first, and who was told',
        params: Type.Object({ id: Id, program: Id }),
        querystring: Type.Object(
          { cursor: Type.Optional(Type.String({ maxLength: 300 })) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ standings: Type.Array(Kept), cursor: OrNull(Type.String()) }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { id: partnerId, program: programId } = request.params
      const { cursor } = request.query
      if (!mayActFor(callerOf(request), partnerId))
        throw new DomainError('not-found', `there is no partner '${partnerId}'`)
      const { self, program } = await whoStands(db, { programId, partnerId })
      const whose = { programId, partnerId: self.id }
      const after = cursor === undefined ? {} : { after: readCursor(cursor) }
      const rows = await standingHistory(db, whose, { limit: pageSize + 1, ...after })
      const page = rows.slice(0, pageSize)
      const last = rows.length > pageSize ? page.at(-1) : undefined
      return {
        standings: page.map((row) => {
          const view = viewOf(row, program)
          return showsScores(program, callerOf(request)) ? view : { ...view, value: null }
        }),
        cursor: last ? cursorOf({ created_at: last.at, id: last.id }) : null,
      }
    },
  )
}

/** Counts are no scores. */
function showsScores(program: Program, caller: Caller): boolean {
  return program.standing.rule !== 'average' || readsEveryScore(caller, program)
}

/** A standing as anybody may see it: no score that a few made, where answers are confidential. */
function viewOf(row: Awaited<ReturnType<typeof standingHistory>>[number], program: Program) {
  const { id, at, program_version: version, met, threshold, n, tier, changed, recipient, status } = row
  const told = recipient && status ? { to: recipient, at: row.sent_at?.toISOString() ?? null, status } : null
  const value = tellsOfFew(program, n) ? null : row.value
  return { id, at: at.toISOString(), version, met, value, threshold, n, tier, changed, told }
}
