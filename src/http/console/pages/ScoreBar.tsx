import type { ReactNode } from 'react'
import type { Score } from '../../../domain/score.ts'
import type { Measure } from '../../../domain/vocabulary.ts'
import { measureNames } from './words.ts'

/** A score on its scale, with how sure one can be of it. */
export function ScoreBar({ score }: { readonly score: Score }): ReactNode {
  const { least, most } = scales[score.measure]
  const place = (value: number) => margin + (width * (value - least)) / (most - least)
  const figures = `${measureNames[score.measure]} ${score.value} on a scale from ${least} to ${most}`
  return (
    <svg className="score-bar" viewBox={`0 0 ${width + 2 * margin} 44`} role="img" aria-labelledby="score-bar-title">
      <title id="score-bar-title">{`${figures}; 95 % interval ${score.low} to ${score.high}, n = ${score.n}`}</title>
      <rect className="track" x={margin} y="11" width={width} height="6" rx="3" />
      <rect
        className="interval"
        x={place(score.low)}
        y="8"
        width={Math.max(2, place(score.high) - place(score.low))}
        height="12"
        rx="4"
      />
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

const scales: Readonly<Record<Measure, { readonly least: number; readonly most: number }>> = {
  nsat: { least: 0, most: 200 },
  nps: { least: -100, most: 100 },
  mean: { least: 1, most: 5 },
  'top-two-box': { least: 0, most: 100 },
}
