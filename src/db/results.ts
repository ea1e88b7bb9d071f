import { questionsAsked } from '../domain/asked.ts'
import type { Program, ProgramQuestion } from '../domain/program.ts'
import { programLanguage } from '../domain/programTexts.ts'
import {
  askedOf,
  type DispositionCounts,
  type ResponseRate,
  responseRate,
  shownDispositions,
} from '../domain/responseRate.ts'
import {
  type Breakdown,
  type Cell,
  type Counts,
  type Figure,
  figuresOf,
  type Month,
  type Slice,
  scoreOfCounts,
} from '../domain/results.ts'
import type { Score } from '../domain/score.ts'
import { type Basis, basisOf } from '../domain/tally.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Language } from '../locales/languages.ts'
import { questions } from '../questions/index.ts'
import type { Option } from '../questions/types.ts'
import { countedAbout, type Own } from './countedAbout.ts'
import type { Db } from './database.ts'
import type { PartnerRow } from './partners.ts'
import { type Counted, countedOf } from './tallies.ts'

/** One line of results: all answers of the period, or those of a month, quarter, subject or country. Where `n` is null they are too few
 *  to be shown, or would tell of too few. */
export type Row = {
  readonly of: string
  readonly n: number | null
  readonly counts: Counts | null
  readonly score: Score | null
  /** The same over all partners of the program. */
  readonly benchmark: { readonly n: number; readonly score: Score } | null
}

export type QuestionResults = {
  readonly key: string
  readonly type: ProgramQuestion['type']
  readonly text: string
  /** What the counted answers mean, in the order they are offered in; null where answers are free. */
  readonly options: readonly Option[] | null
  readonly measure: Measure | null
  readonly all: Row
  readonly rows: readonly Row[]
  /** What was written, from eight on; of a program's partners as a whole nothing. */
  readonly comments: readonly string[]
}

/** What customers answered under a program, about one partner or about all, as it may be shown. */
export type Results = {
  readonly program: { readonly id: string; readonly name: string }
  readonly partner: { readonly id: string; readonly name: string } | null
  /** Of the words; a partner's own questions may lack it. */
  readonly language: Language
  readonly from: Month | null
  readonly to: Month | null
  readonly by: Breakdown | null
  /** Whether every answer shows at once, or answers show five at a time. */
  readonly basis: Basis
  readonly responseRate: Rate | null
  readonly questions: readonly QuestionResults[]
}

type Rate = ResponseRate & {
  readonly asked: number
  readonly answered: number
  readonly benchmark: { readonly asked: number; readonly rr1: number } | null
}

type Query = Slice & {
  readonly program: Program
  readonly partner?: Pick<PartnerRow, 'id' | 'name'>
  /** Of whoever reads them, the program's if not given. */
  readonly language?: Language | undefined
}

/** Reads results for whichever output; a partner's are those of all that belongs to it: API, console, files and letters show these and count nothing themselves.
 *  @source CI-01, CI-07, CI-10, MX-05, PV-05 */
export async function readResults(db: Db, { program, partner, language: wanted, ...slice }: Query): Promise<Results> {
  const basis = basisOf(program)
  const language = programLanguage(program, wanted ?? program.language)
  const world = await countedOf(db, program, 'fives')
  const own: Own = partner
    ? await countedAbout(db, { program, partner, language, basis, slice })
    : await countedOf(db, program, basis)
  const names = { partner: partner?.name ?? '…', customer: '…', service: '…', subject: '…' }
  const asked = [...questionsAsked(program, undefined, { language, names }), ...(own.added ?? [])]
  return {
    program: { id: program.id, name: program.name },
    partner: partner ? { id: partner.id, name: partner.name } : null,
    language,
    from: slice.from ?? null,
    to: slice.to ?? null,
    by: slice.by ?? null,
    basis,
    responseRate: rateOf(own, world, { basis, slice }),
    questions: asked.map(({ question, text, options }) => {
      const measure = measureOf(program, question)
      const ofQuestion = ({ question: key }: Cell) => key === question.key
      const figures = figuresOf(own.cells.filter(ofQuestion), slice)
      const worldwide = figuresOf(world.cells.filter(ofQuestion), slice)
      const beside = (of: string) =>
        !partner || of === 'all' ? worldwide.all : worldwide.rows.find((row) => row.of === of)
      return {
        key: question.key,
        type: question.type,
        text,
        options: options ?? null,
        measure: measure ?? null,
        all: rowOf(figures.all, measure, beside('all')),
        rows: figures.rows.map((row) => rowOf(row, measure, beside(row.of))),
        comments: own.comments[question.key] ?? [],
      }
    }),
  }
}

/** A question the score is made of has its measure; others that of their type. */
function measureOf({ score }: Program, { key, type }: ProgramQuestion): Measure | undefined {
  return 'question' in score && score.question === key ? score.measure : questions[type].report.measures?.[0]
}

function rowOf(figure: Figure, measure: Measure | undefined, worldwide: Figure | undefined): Row {
  const score = worldwide && worldwide.n !== null ? scoreOfCounts(measure, worldwide.counts) : undefined
  const benchmark = score && worldwide?.n ? { n: worldwide.n, score } : null
  if (figure.n === null) return { of: figure.of, n: null, counts: null, score: null, benchmark }
  const { of, n, counts } = figure
  return { of, n, counts, score: scoreOfCounts(measure, counts) ?? null, benchmark }
}

function rateOf(own: Counted, world: Counted, { basis, slice }: { basis: Basis; slice: Slice }): Rate | null {
  const shown = shownDispositions(inPeriod(own, slice), basis)
  const rate = shown && responseRate(shown)
  if (!shown || !rate) return null
  const worldwide = shownDispositions(inPeriod(world, slice), 'fives')
  const benchmark = worldwide && responseRate(worldwide)
  return {
    ...rate,
    asked: askedOf(shown),
    answered: shown.I ?? 0,
    benchmark: worldwide && benchmark ? { asked: askedOf(worldwide), rr1: benchmark.rr1 } : null,
  }
}

function inPeriod({ dispositions }: Counted, { from, to }: Slice): DispositionCounts {
  const sum: Record<string, number> = {}
  for (const { month, counts } of dispositions) {
    if ((from && month < from) || (to && month > to)) continue
    for (const [disposition, count] of Object.entries(counts)) sum[disposition] = (sum[disposition] ?? 0) + count
  }
  return sum
}
