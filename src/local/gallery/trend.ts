import { createElement } from 'react'
import { pngOf } from '../../letters/picture/png.ts'
import { Trend, type TrendPoint } from '../../letters/picture/Trend.tsx'

const points: readonly TrendPoint[] = [
  { month: '2026-10', value: 128.6 },
  { month: '2026-11', value: 133.3 },
  { month: '2026-12', value: 142.9 },
  { month: '2027-01', value: null },
  { month: '2027-02', value: 121.4 },
]

/** A picture such as comes with a report, as a data address. */
export async function trend(): Promise<string> {
  const picture = createElement(Trend, { points, scale: { least: 0, most: 200 } })
  return `data:image/png;base64,${await pngOf(picture)}`
}
