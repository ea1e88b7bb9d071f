/** What was measured several times in one run, in the unit of its row. */
export type Figures = readonly number[]

/** One line of the result. `ratio` holds ours ÷ baseline of each round, so that a slow minute of the machine hits both. */
export type Row = {
  readonly what: string
  readonly unit: string
  readonly ours: Figures
  readonly baseline?: { readonly name: string; readonly figures: Figures }
  readonly ratio?: Figures
  readonly budget?: { readonly says: string; readonly met: boolean }
}

export type Section = { readonly name: string; readonly rows: readonly Row[] }

/** The columns of the table, in order. */
export const columns = ['what', 'ours', 'baseline', 'ours ÷ baseline', 'budget', 'met'] as const

/** The middle of some figures. @throws {RangeError} when there are none */
export function median(figures: Figures): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('a median of nothing')
  return (low + high) / 2
}

/** Ours ÷ baseline, round by round. */
export function ratios(ours: Figures, baseline: Figures): Figures {
  return ours.flatMap((figure, i) => {
    const other = baseline[i]
    return other === undefined ? [] : [figure / other]
  })
}

/** A row's cells as they are printed. */
export function cells({ what, unit, ours, baseline, ratio, budget }: Row): readonly string[] {
  return [
    what,
    `${spread(ours)} ${unit}`.trim(),
    baseline ? `${spread(baseline.figures)} ${unit} ${baseline.name}` : '',
    ratio ? spread(ratio) : '',
    budget?.says ?? '',
    budget ? (budget.met ? 'yes' : 'NO') : '',
  ]
}

/** Median, and in brackets the smallest and the largest where it was measured more than once. */
function spread(figures: Figures): string {
  const middle = short(median(figures))
  if (figures.length < 2) return middle
  return `${middle} (${short(Math.min(...figures))}–${short(Math.max(...figures))})`
}

function short(figure: number): string {
  const size = Math.abs(figure)
  if (size >= 1000) return Math.round(figure).toLocaleString('en-US')
  return String(Number(figure.toPrecision(3)))
}

/** The table for a terminal. */
export function plainTable(rows: readonly Row[]): string {
  const lines = [columns, ...rows.map(cells)]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
