import type { ReactNode } from 'react'
import { type Score, scaleOf } from '../../../domain/score.ts'
import { measureNames } from './words.ts'

type ScoreBarProps = {
  readonly score: Score
  /** Of its title, once a page. */
  readonly id?: string
  /** The same over all partners. */
  readonly benchmark?: number | undefined
}

/** A score on its scale, with how sure one can be of it. */
export function ScoreBar({ score, id = 'score-bar-title', benchmark }: ScoreBarProps): ReactNode {
  const { least, most } = scaleOf[score.measure]
  const place = (value: number) => margin + (width * (value - least)) / (most - least)
  const figures = `${measureNames[score.measure]} ${score.value} on a scale from ${least} to ${most}`
  const worldwide = benchmark === undefined ? '' : `; worldwide ${benchmark}`
  return (
    <svg className="score-bar" viewBox={`0 0 ${width + 2 * margin} 44`} role="img" aria-labelledby={id}>
      <title id={id}>{`${figures}; 95% interval ${score.low} to ${score.high}, n = ${score.n}${worldwide}`}</title>
      <rect className="track" x={margin} y="11" width={width} height="6" rx="3" />
      <rect
        className="interval"
        x={place(score.low)}
        y="8"
        width={Math.max(2, place(score.high) - place(score.low))}
        height="12"
        rx="4"
      />
      {benchmark !== undefined && (
        <rect className="benchmark" x={place(benchmark) - 2} y="2" width="4" height="24" rx="2" />
      )}
      <circle className="value" cx={place(score.value)} cy="14" r="8" />
      {[least, (least + most) / 2, most].map((mark) => (
        <text key={mark} x={place(mark)} y="40" textAnchor="middle">
          {mark}
        </text>
      ))}
    </svg>
  )
}

const width = 400
const margin = 20
