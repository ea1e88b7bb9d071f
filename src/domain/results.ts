import { type Counted, disclosed, fewest, isPeriodShown } from './disclosure.ts'
import { type Score, scoreOf, shownScore } from './score.ts'
import type { Measure } from './vocabulary.ts'

/** What results are broken down by. */
export const breakdowns = ['month', 'quarter', 'subject', 'country'] as const
export type Breakdown = (typeof breakdowns)[number]

/** A month of the calendar in UTC: 'YYYY-MM'. */
export type Month = string

/** Answers to one question that are alike in all that results are broken down by. `counts` says how many gave which. */
export type Cell = {
  readonly question: string
  readonly month: Month
  readonly subject: string
  readonly country: string
  readonly n: number
  readonly counts: Counts
}
export type Counts = Readonly<Record<string, number>>

/** What is asked for: a period, from month to month, both included, and a breakdown. */
export type Slice = { readonly from?: Month; readonly to?: Month; readonly by?: Breakdown }

/** What a question was answered with in one row; without counts where that would tell of too few people. */
export type Figure =
  | { readonly of: string; readonly n: number; readonly counts: Counts }
  | { readonly of: string; readonly n: null }

/** The answers to one question as they may be shown: all of the period, and row by row. Every output shows these and nothing else.
 *  @param cells of that question, of all time: what may be shown of a period depends on what others may be asked for
 *  @source MX-05 */
export function figuresOf(
  cells: readonly Cell[],
  { from, to, by }: Slice,
): { readonly all: Figure; readonly rows: readonly Figure[] } {
  const isIn = (month: Month) => (!from || month >= from) && (!to || month <= to)
  const inside = cells.filter(({ month }) => isIn(month))
  const months = sumsBy(cells, ({ month }) => month)
  const all = sumOf('all', inside)
  const isAllShown = all.n >= fewest && isPeriodShown(months, isIn)
  return {
    all: isAllShown ? all : { of: 'all', n: null },
    rows: by
      ? rowsBy(by, { inside, cells, months, isIn }).map((row) =>
          isAllShown || isNobody(row) ? row : { of: row.of, n: null },
        )
      : [],
  }
}

type Table = {
  readonly inside: readonly Cell[]
  readonly cells: readonly Cell[]
  readonly months: readonly Counted[]
  readonly isIn: (month: Month) => boolean
}

function rowsBy(by: Breakdown, { inside, cells, months, isIn }: Table): readonly Figure[] {
  if (by === 'month' || by === 'quarter') {
    const rows = sumsBy(inside, ({ month }) => periodOf[by](month))
    return rows.map((row) => {
      const isOf = (month: Month) => isIn(month) && periodOf[by](month) === row.of
      return row.n >= fewest && isPeriodShown(months, isOf) ? row : { of: row.of, n: null }
    })
  }
  const rows = sumsBy(inside, (cell) => cell[by])
  const settled = rows.map((row) => {
    const ofRow = sumsBy(
      cells.filter((cell) => cell[by] === row.of),
      ({ month }) => month,
    )
    return isPeriodShown(ofRow, isIn) ? row : { ...row, n: Math.min(row.n, fewest - 1) }
  })
  const shown = disclosed(settled)
  return rows.map((row) => (shown.has(row.of) ? row : { of: row.of, n: null }))
}

function isNobody(row: Figure): boolean {
  return row.n === 0
}

export const periodOf: Readonly<Record<'month' | 'quarter', (month: Month) => string>> = {
  month: (month) => month,
  quarter: (month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
}

/** Cells added up by what they have in common, in order of that. */
function sumsBy(cells: readonly Cell[], of: (cell: Cell) => string) {
  const lines = new Map<string, Cell[]>()
  for (const cell of cells) {
    const line = lines.get(of(cell))
    if (line) line.push(cell)
    else lines.set(of(cell), [cell])
  }
  return [...lines].map(([name, line]) => sumOf(name, line)).sort((a, b) => (a.of < b.of ? -1 : 1))
}

function sumOf(of: string, cells: readonly Cell[]) {
  const counts: Record<string, number> = {}
  let n = 0
  for (const cell of cells) {
    n += cell.n
    for (const [value, count] of Object.entries(cell.counts)) counts[value] = (counts[value] ?? 0) + count
  }
  return { of, n, counts }
}

/** What a row's ratings are worth, as it is shown. */
export function scoreOfCounts(measure: Measure | undefined, counts: Counts): Score | undefined {
  if (!measure) return undefined
  const ratings = Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => Number(value)))
  const score = scoreOf(measure, ratings)
  return score && shownScore(score)
}
