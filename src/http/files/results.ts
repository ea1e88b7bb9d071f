import type { FastifyReply } from 'fastify'
import writeXlsxFile from 'write-excel-file/node'
import type { QuestionResults, Results, Row } from '../../db/results.ts'
import { isWordy } from '../../domain/response.ts'
import { csvOf, type Table } from './table.ts'

/** The forms results are handed out in. */
export const forms = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type Form = keyof typeof forms

/** The first form an Accept header names; JSON where it names none of ours. */
export function wantedForm(accept: string | undefined): Form {
  for (const range of (accept ?? '').split(',')) {
    const type = range.split(';')[0]?.trim().toLowerCase()
    if (type === 'text/csv') return 'csv'
    if (type === forms.xlsx) return 'xlsx'
    if (type === 'application/json') return 'json'
  }
  return 'json'
}

/** Hands out results: the same figures in each form. */
export async function sendResults(reply: FastifyReply, results: Results, form: Form): Promise<FastifyReply> {
  reply.type(forms[form]).header('vary', 'accept').header('cache-control', 'no-store')
  if (form === 'json') return reply.send(results)
  const name = ['results', results.program.id, results.partner?.id].filter((part) => part !== undefined).join('-')
  reply.header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}.${form}"`)
  return reply.send(form === 'csv' ? csvOf(tableOf(results)) : await xlsxOf(results))
}

/** One line a figure: question by question, first all answers and then row by row; then what was written. */
export function tableOf({ questions, by }: Results): Table {
  const values = [
    ...new Set(questions.flatMap(({ all, rows }) => [all, ...rows].flatMap(({ counts }) => Object.keys(counts ?? {})))),
  ]
  values.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
  const blank = values.map(() => null)
  return {
    headings: [
      'question',
      'text',
      by ?? 'of',
      ...figureHeadings,
      ...values.map((value) => headingOf(value, questions)),
      'comment',
    ],
    rows: questions.flatMap((question) => [
      ...[question.all, ...question.rows].map((row) => [
        ...beginOf(question, row.of),
        ...figuresOf(question, row),
        ...values.map((value) => (row.counts ? (row.counts[value] ?? 0) : null)),
        null,
      ]),
      ...question.comments.map((text) => [
        ...beginOf(question, 'all'),
        ...figureHeadings.map(() => null),
        ...blank,
        text,
      ]),
    ]),
  }
}

/** The key of an answer, and what it is called where words were chosen.  @example 'answers afar (From afar)' */
function headingOf(key: string, questions: readonly QuestionResults[]): string {
  const chosen = questions.flatMap(({ options }) => options ?? []).filter(({ value }) => value === key)
  const words = [...new Set(chosen.map(({ label }) => label))].join(' / ')
  return words === '' ? `answers ${key}` : `answers ${key} (${words})`
}

const figureHeadings = ['n', 'measure', 'score', 'low', 'high', 'benchmark n', 'benchmark', 'hidden'] as const

function beginOf({ key, text }: QuestionResults, of: string): readonly string[] {
  return [key, text, of]
}

function figuresOf(
  { measure, type }: QuestionResults,
  { n, score, benchmark }: Row,
): readonly (string | number | null)[] {
  const hidden = n === null && !isWordy(type) ? 'fewer than 5 answers' : null
  return [
    n,
    measure,
    score?.value ?? null,
    score?.low ?? null,
    score?.high ?? null,
    benchmark?.n ?? null,
    benchmark?.score.value ?? null,
    hidden,
  ]
}

/** Cells say whether they are text or numbers, so that nothing is run as a formula. */
async function xlsxOf(results: Results): Promise<Buffer> {
  const { headings, rows } = tableOf(results)
  const heading = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  const lines = rows.map((row) =>
    row.map((value) => {
      if (value === null) return null
      return typeof value === 'number' ? { value, type: Number } : { value, type: String }
    }),
  )
  return writeXlsxFile([heading, ...lines], { sheet: 'Results', stickyRowsCount: 1 }).toBuffer()
}
