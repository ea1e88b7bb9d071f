import type { ReactNode } from 'react'
import type { Row } from '../../../../db/results.ts'
import { type Score, scaleOf } from '../../../../domain/score.ts'
import type { Measure } from '../../../../domain/vocabulary.ts'
import { measureNames } from '../words.ts'
import type { QuestionProps } from './QuestionCard.tsx'
import { rowName } from './rowName.ts'

type TrendProps = QuestionProps & { readonly measure: Measure }

/** How a score went from period to period, and what the marks mean. */
export function Trend(props: TrendProps): ReactNode {
  return (
    <>
      <Chart {...props} />
      <p className="legend quiet" aria-hidden="true">
        <span className="mark" /> Score, with its 95% interval
        <span className="mark worldwide" /> Worldwide
      </p>
    </>
  )
}

/** A score from period to period, each with its interval, and a mark for the same worldwide. A period that is not shown leaves a gap. */
function Chart({ question, results, measure }: TrendProps): ReactNode {
  const { rows, key } = question
  const by = results.by ?? 'month'
  const shown = rows.slice(-most)
  const { least, most: best } = scaleOf[measure]
  const x = (i: number) => left + ((i + 0.5) * (width - left - right)) / shown.length
  const y = (value: number) => top + (height * (best - value)) / (best - least)
  const title = `${measureNames[measure]} by ${by}: ${shown.map((row) => `${rowName(by, row.of)} ${said(row)}`).join(', ')}`
  return (
    <svg
      className="trend"
      viewBox={`0 0 ${width} ${top + height + bottom}`}
      role="img"
      aria-labelledby={`trend-${key}`}
    >
      <title id={`trend-${key}`}>{title}</title>
      {[least, (least + best) / 2, best].map((mark) => (
        <g key={mark}>
          <line className="grid" x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} />
          <text className="axis" x={left - 8} y={y(mark) + 4} textAnchor="end">
            {mark}
          </text>
        </g>
      ))}
      {shown.map((row, i) => (
        <text key={row.of} className="axis" x={x(i)} y={top + height + 20} textAnchor="middle">
          {isNamed(i, shown.length) ? rowName(by, row.of).replace(' 20', ' ’') : ''}
        </text>
      ))}
      {runs(shown).map((run) => (
        <polyline
          key={run[0]?.i}
          className="line"
          points={run.map(({ i, score }) => `${x(i)},${y(score.value)}`).join(' ')}
        />
      ))}
      {shown.map(({ of, score, benchmark }, i) => (
        <g key={of}>
          {score && <line className="interval" x1={x(i)} x2={x(i)} y1={y(score.low)} y2={y(score.high)} />}
          {benchmark && (
            <rect
              className="benchmark"
              x={x(i) - 9}
              y={y(benchmark.score.value) - 1.5}
              width="18"
              height="3"
              rx="1.5"
            />
          )}
          {score && <circle className="value" cx={x(i)} cy={y(score.value)} r="5" />}
          {!score && (
            <text className="axis" x={x(i)} y={y(least) - 6} textAnchor="middle">
              &lt;5
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

const width = 560
const height = 150
const left = 56
const right = 12
const top = 12
const bottom = 30
/** As many periods as can be told apart. */
const most = 24

/** Neighbours that are shown, to be joined by a line. */
function runs(rows: readonly Row[]) {
  const found: { readonly i: number; readonly score: Score }[][] = [[]]
  for (const [i, { score }] of rows.entries()) {
    if (score) found.at(-1)?.push({ i, score })
    else found.push([])
  }
  return found.filter((run) => run.length > 1)
}

function isNamed(i: number, count: number): boolean {
  return (count - 1 - i) % Math.ceil(count / 5) === 0
}

function said({ score, n }: Row): string {
  return score ? `${score.value} (${score.low} to ${score.high}, n = ${n})` : 'not shown'
}
