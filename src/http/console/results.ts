import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import { breakdowns } from '../../domain/results.ts'
import { type ResultsQuery, resultsOf } from '../api/results.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { sendResults } from '../files/results.ts'
import { rights } from '../rights.ts'
import { show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { ResultsPage } from './pages/results/ResultsPage.tsx'
import { taskCountOf } from './tasks.ts'

const Text = Type.Optional(Type.String({ maxLength: 20 }))
const querystring = Type.Object({ from: Text, to: Text, by: Text, as: Text })
type Query = Static<typeof querystring>

/** Results as charts and tables, and as files to take along. */
export function registerResultPages(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/partners/:id/results/:program',
    { schema: { hide: true, params: Type.Object({ id: Id, program: Id }), querystring } },
    async (request, reply) => {
      const { id: partnerId, program: programId } = request.params
      refuseOthers(callerOf(request), rights['read results'])
      if (!mayActFor(callerOf(request), partnerId)) throw new DomainError('not-found', 'there are no such results')
      return hand(request, reply, { programId, partnerId })
    },
  )

  app.get(
    '/programs/:id',
    { schema: { hide: true, params: Type.Object({ id: Id }), querystring } },
    async (request, reply) => {
      refuseOthers(callerOf(request), rights['read results of all partners'])
      return hand(request, reply, { programId: request.params.id })
    },
  )

  async function hand(
    request: FastifyRequest<{ Querystring: Query }>,
    reply: FastifyReply,
    of: { programId: string; partnerId?: string },
  ): Promise<FastifyReply> {
    const program = await findProgram(db, of.programId)
    const query = readQuery(request.query, { hasSubjects: (program?.catalogue.length ?? 0) > 0 })
    const results = await resultsOf(db, { ...of, query, language: 'en-US' })
    const { as } = request.query
    if (as === 'csv' || as === 'xlsx') return sendResults(reply, results, as)
    const { role } = callerOf(request)
    const tasks = await taskCountOf(db, callerOf(request))
    if (!program) throw new DomainError('not-found', 'there is no such program')
    return show(reply, ResultsPage({ results, program, role, tasks }))
  }
}

/** What does not fit narrows nothing; by month, if nothing else is chosen. */
function readQuery({ from, to, by }: Query, { hasSubjects }: { hasSubjects: boolean }): ResultsQuery {
  const first = monthOf(from)
  const last = monthOf(to)
  const chosen = breakdowns.find((one) => one === by && (one !== 'subject' || hasSubjects)) ?? 'month'
  const isOrdered = !first || !last || first <= last
  return { ...(first && { from: first }), ...(last && isOrdered && { to: last }), by: chosen }
}

function monthOf(text: string | undefined): string | undefined {
  return text && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}
