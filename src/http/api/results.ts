import { type Static, Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { type Results, readResults } from '../../db/results.ts'
import { DomainError } from '../../domain/errors.ts'
import { breakdowns } from '../../domain/results.ts'
import { bases } from '../../domain/tally.ts'
import { measures } from '../../domain/vocabulary.ts'
import { type Language, languages } from '../../locales/languages.ts'
import { questionTypes } from '../../questions/types.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { sendResults, wantedForm } from '../files/results.ts'
import { rights } from '../rights.ts'
import { readLanguage } from './readLanguage.ts'
import { closed, Id, Options, OrNull, problemResponses, Score } from './shapes.ts'

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
    language: Type.Enum(languages, { description: "Of the words; a partner's own questions may lack it" }),
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
        options: OrNull({ ...Options, description: 'What the counted answers mean; null where answers are free' }),
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

const inWords = {
  ...slice,
  language: Type.Optional(Type.String({ maxLength: 20, description: "Of the words, the program's if not given" })),
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
        querystring: Type.Object({ program: Id, ...inWords }, closed),
        response: responses,
      },
    },
    async (request, reply) => {
      const { program, language: wanted, ...query } = request.query
      const language = readLanguage('language', wanted)
      if (!mayActFor(callerOf(request), request.params.id)) throw noResults(program)
      const results = await resultsOf(db, { programId: program, partnerId: request.params.id, query, language })
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
        querystring: Type.Object(inWords, closed),
        response: responses,
      },
    },
    async (request, reply) => {
      const { language: wanted, ...query } = request.query
      const language = readLanguage('language', wanted)
      const results = await resultsOf(db, { programId: request.params.id, query, language })
      return sendResults(reply, results, wantedForm(request.headers.accept))
    },
  )
}

type Wanted = {
  readonly programId: string
  readonly partnerId?: string
  readonly query: ResultsQuery
  readonly language?: Language | undefined
}

/** Reads results for who may have them.
 *  @throws {DomainError} not-found · request.invalid — the program has no list of subjects to break down by, or the period ends before it begins */
export async function resultsOf(db: Db, { programId, partnerId, query, language }: Wanted): Promise<Results> {
  const program = await findProgram(db, programId)
  const partner = partnerId === undefined ? undefined : await findPartner(db, partnerId)
  if (!program || (partnerId !== undefined && !partner)) throw noResults(programId)
  if (query.by === 'subject' && program.catalogue.length === 0)
    throw unfit('by', `month, quarter or country: under ${program.name} each subject is its own`, query.by)
  if (query.from && query.to && query.to < query.from) throw unfit('to', `${query.from} or later`, query.to)
  return readResults(db, { program, ...(partner && { partner }), language, ...query })
}

function noResults(program: string): DomainError {
  return new DomainError('not-found', `there are no results of '${program}' for this key`)
}

function unfit(field: string, expected: string, got: string): DomainError {
  return new DomainError('request.invalid', `${field} does not fit: expected ${expected}`, [
    { field: `/${field}`, expected, got },
  ])
}
