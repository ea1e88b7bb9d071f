import { type Static, Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { type Results, readResults } from '../../db/results.ts'
import { DomainError } from '../../domain/errors.ts'
import { breakdowns } from '../../domain/results.ts'
import { bases } from '../../domain/tally.ts'
import { measures } from '../../domain/vocabulary.ts'
import { questionTypes } from '../../questions/types.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { sendResults, wantedForm } from '../files/results.ts'
import { rights } from '../rights.ts'
import { closed, Id, problemResponses, Score } from './shapes.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', examples: ['2026-11'] })

const slice = {
  from: Type.Optional({ ...Month, description: 'First month, in UTC; from the beginning if not given' }),
  to: Type.Optional({ ...Month, description: 'Last month' }),
  by: Type.Optional(Type.Enum(breakdowns, { description: 'What the answers are broken down by' })),
}

const Row = Type.Object({
  of: Type.String({ description: "'all', or the month, quarter, subject or country" }),
  n: OrNull(
    Type.Integer({ description: 'null where fewer than 5 answered, or the figure would tell of fewer than 5' }),
  ),
  counts: OrNull(Type.Record(Type.String(), Type.Integer(), { description: 'How many gave which answer' })),
  score: OrNull(Score),
  benchmark: OrNull(Type.Object({ n: Type.Integer(), score: Score }, { description: 'The same over all partners' })),
})

const Share = Type.Number({ minimum: 0, maximum: 1 })

const Results = Type.Object(
  {
    program: Type.Object({ id: Type.String(), name: Type.String() }),
    partner: OrNull(Type.Object({ id: Type.String(), name: Type.String() })),
    from: OrNull(Type.String()),
    to: OrNull(Type.String()),
    by: OrNull(Type.Enum(breakdowns)),
    basis: Type.Enum(bases, {
      description:
        "'answers': each shows at once; 'fives': five of a partner show together, the newest wait for others",
    }),
    responseRate: OrNull(
      Type.Object({
        asked: Type.Integer(),
        answered: Type.Integer(),
        rr1: Share,
        rr2: Share,
        rr3: Share,
        e: { ...Share, description: 'The share of those never heard of that RR3 takes for eligible' },
        benchmark: OrNull(Type.Object({ asked: Type.Integer(), rr1: Share })),
      }),
    ),
    questions: Type.Array(
      Type.Object({
        key: Type.String(),
        type: Type.Enum(questionTypes),
        text: Type.String(),
        measure: OrNull(Type.Enum(measures)),
        all: Row,
        rows: Type.Array(Row),
        comments: Type.Array(Type.String(), { description: 'From 8 on, in no order that means anything' }),
      }),
    ),
  },
  { $id: 'Results' },
)

const responses = {
  200: {
    description: 'The same figures in each form',
    content: {
      'application/json': { schema: Type.Ref('Results') },
      'text/csv': { schema: Type.String() },
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: Type.String() },
    },
  },
  ...problemResponses,
}

export type ResultsQuery = Static<typeof ResultsQuery>
const ResultsQuery = Type.Object(slice, closed)

/** What customers answered, over many of them: for the partner, and for owner and operator over all partners.
 *  @source CI-01, CI-07, CI-10, MX-05, PV-05 */
export function registerResults(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(Results)

  app.get(
    '/v1/partners/:id/results',
    {
      config: { roles: rights['read results'] },
      schema: {
        tags: ['results'],
        summary: "A partner's results under a program, as JSON, CSV or XLSX by Accept",
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ program: Id, ...slice }, closed),
        response: responses,
      },
    },
    async (request, reply) => {
      const { program, ...query } = request.query
      if (!mayActFor(callerOf(request), request.params.id)) throw noResults(program)
      const results = await resultsOf(db, { programId: program, partnerId: request.params.id, query })
      return sendResults(reply, results, wantedForm(request.headers.accept))
    },
  )

  app.get(
    '/v1/programs/:id/results',
    {
      config: { roles: rights['read results of all partners'] },
      schema: {
        tags: ['results'],
        summary: 'The results of a program over all partners, as JSON, CSV or XLSX by Accept',
        params: Type.Object({ id: Id }),
        querystring: ResultsQuery,
        response: responses,
      },
    },
    async (request, reply) => {
      const results = await resultsOf(db, { programId: request.params.id, query: request.query })
      return sendResults(reply, results, wantedForm(request.headers.accept))
    },
  )
}

/** Reads results for who may have them.
 *  @throws {DomainError} not-found · request.invalid — the program has no list of subjects to break down by, or the period ends before it begins */
export async function resultsOf(
  db: Db,
  { programId, partnerId, query }: { programId: string; partnerId?: string; query: ResultsQuery },
): Promise<Results> {
  const program = await findProgram(db, programId)
  const partner = partnerId === undefined ? undefined : await findPartner(db, partnerId)
  if (!program || (partnerId !== undefined && !partner)) throw noResults(programId)
  if (query.by === 'subject' && program.catalogue.length === 0)
    throw unfit('by', `month, quarter or country: under ${program.name} each subject is its own`, query.by)
  if (query.from && query.to && query.to < query.from) throw unfit('to', `${query.from} or later`, query.to)
  return readResults(db, { program, ...(partner && { partner }), ...query })
}

function noResults(program: string): DomainError {
  return new DomainError('not-found', `there are no results of '${program}' for this key`)
}

function unfit(field: string, expected: string, got: string): DomainError {
  return new DomainError('request.invalid', `${field} does not fit: expected ${expected}`, [
    { field: `/${field}`, expected, got },
  ])
}
