import type { ReactNode } from 'react'
import { colours } from '../style.ts'

/** A month of a trend, and what it was worth; null where too few answered to say. */
export type TrendPoint = { readonly month: string; readonly value: number | null }

export type TrendProps = {
  /** Twelve months or fewer, oldest first. */
  readonly points: readonly TrendPoint[]
  /** What the scale goes from and to. */
  readonly scale: { readonly least: number; readonly most: number }
}

/** In pixels of the letter. */
export const size = { width: 504, height: 220 } as const
const plot = { left: 44, right: 488, top: 26, bottom: 184 } as const

/** A trend as a line over months, in digits alone: months by number below, scale at the left, each value at its point. Time goes from left
 *  to right in every language, as figures do. On its own light ground, so that it can be read in dark mode. */
export function Trend({ points, scale }: TrendProps): ReactNode {
  const places = placesOf(points, scale)
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${size.width} ${size.height}`} {...text}>
      <rect width={size.width} height={size.height} rx="8" fill={colours.card} />
      {ticksOf(scale).map((tick) => (
        <g key={tick}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={heightOf(tick, scale)}
            y2={heightOf(tick, scale)}
            stroke={colours.line}
          />
          <text x={plot.left - 10} y={heightOf(tick, scale) + 4} textAnchor="end" fill={colours.quiet}>
            {tick}
          </text>
        </g>
      ))}
      {places.map(({ month, x }) => (
        <text key={month} x={x} y={plot.bottom + 24} textAnchor="middle" fill={colours.quiet}>
          {Number(month.slice(5))}
        </text>
      ))}
      {runsOf(places).map((run) => (
        <polyline
          key={run[0]?.month}
          points={run.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke={colours.accent}
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
      ))}
      {places.flatMap(({ month, x, y, value }) =>
        value === null ? [] : [<Point key={month} x={x} y={y} value={value} />],
      )}
    </svg>
  )
}

function Point({ x, y, value }: { readonly x: number; readonly y: number; readonly value: number }): ReactNode {
  return (
    <>
      <circle cx={x} cy={y} r="4" fill={colours.accent} />
      <text x={x} y={y - 10} textAnchor="middle" fontSize={valueSize} fontWeight="bold" fill={colours.ink}>
        {Math.round(value * 10) / 10}
      </text>
    </>
  )
}

/** Small enough for a figure such as 133.3 to stand beside its neighbour. */
const valueSize = 10.5

const text = { width: size.width, height: size.height, fontFamily: 'DejaVu Sans', fontSize: 12 } as const

type Place = TrendPoint & { readonly x: number; readonly y: number }

function placesOf(points: readonly TrendPoint[], scale: TrendProps['scale']): readonly Place[] {
  const step = (plot.right - plot.left) / points.length
  return points.map((point, i) => ({
    ...point,
    x: round(plot.left + step * (i + 0.5)),
    y: heightOf(point.value ?? scale.least, scale),
  }))
}

/** Values that follow one another month by month: a line never leads over a month without one. */
function runsOf(places: readonly Place[]): readonly (readonly Place[])[] {
  const runs: Place[][] = [[]]
  for (const place of places) {
    if (place.value === null) runs.push([])
    else runs.at(-1)?.push(place)
  }
  return runs.filter((run) => run.length > 1)
}

function ticksOf({ least, most }: TrendProps['scale']): readonly number[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => least + share * (most - least))
}

function heightOf(value: number, { least, most }: TrendProps['scale']): number {
  return round(plot.bottom - ((value - least) / (most - least)) * (plot.bottom - plot.top))
}

function round(place: number): number {
  return Math.round(place * 10) / 10
}
