import type { ReactNode } from 'react'
import { scaleOf } from '../../../domain/score.ts'
import type { Measure } from '../../../domain/vocabulary.ts'
import type { StandingPageProps } from './StandingPage.tsx'
import { counted, measureName } from './standingWords.ts'

/** A standing as a picture: a score on its scale with its interval and what it has to exceed, or a count as filled places. */
export function StandingPicture(props: StandingPageProps): ReactNode {
  const { measure, threshold } = props
  if (measure !== 'count') return <ScorePicture {...props} measure={measure} />
  return threshold > 0 && threshold <= mostPlaces ? <CountPicture {...props} /> : undefined
}

const width = 600
const margin = 24

function ScorePicture({
  measure,
  value,
  threshold,
  interval,
  n,
}: StandingPageProps & { readonly measure: Measure }): ReactNode {
  const { least, most } = scaleOf[measure]
  const place = (figure: number) => margin + ((width - 2 * margin) * (figure - least)) / (most - least)
  const figures =
    value === null || interval === null
      ? `No ${measureName(measure)} yet`
      : `${measureName(measure)} ${value}, 95% interval ${interval.low} to ${interval.high}, n = ${n}`
  const title = `${figures}; has to be above ${threshold} on a scale from ${least} to ${most}`
  return (
    <svg className="standing-picture" viewBox={`0 0 ${width} 92`} role="img" aria-labelledby="standing-picture-title">
      <title id="standing-picture-title">{title}</title>
      <rect className="below" x={place(least)} y="38" width={place(threshold) - place(least)} height="14" />
      <rect className="enough" x={place(threshold)} y="38" width={place(most) - place(threshold)} height="14" />
      {interval && (
        <path className="interval" d={`M${place(interval.low)} 35v20m0 -10H${place(interval.high)}m0 -10v20`} />
      )}
      <path className="threshold" d={`M${place(threshold)} 24v42`} />
      <text className="mark" x={place(threshold)} y="16" textAnchor="middle">
        above {threshold}
      </text>
      {value !== null && <circle className="value" cx={place(value)} cy="45" r="9" />}
      {[least, (least + most) / 2, most].map((mark) => (
        <text key={mark} x={place(mark)} y="82" textAnchor="middle">
          {mark}
        </text>
      ))}
    </svg>
  )
}

const mostPlaces = 30

/** A place for each piece it takes. */
function CountPicture({ value, threshold, of }: StandingPageProps): ReactNode {
  const count = value ?? 0
  const step = Math.min(48, (width - 2 * margin) / threshold)
  const title = `${count} of ${threshold} ${counted(of, threshold)}`
  return (
    <svg className="standing-picture" viewBox={`0 0 ${width} 48`} role="img" aria-labelledby="standing-picture-title">
      <title id="standing-picture-title">{title}</title>
      {Array.from({ length: threshold }, (_, i) => (
        <rect
          key={i}
          className={i < count ? 'place filled' : 'place'}
          x={4 + i * step}
          y="8"
          width={step - 8}
          height="28"
          rx="6"
        />
      ))}
    </svg>
  )
}
