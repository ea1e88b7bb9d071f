import type { Measure } from './vocabulary.ts'

/** A figure with how sure one can be of it. `low` and `high` bound it at 95 % confidence. Nothing is rounded but where it is shown. */
export type Score = {
  readonly measure: Measure
  readonly value: number
  readonly n: number
  readonly low: number
  readonly high: number
}

/** The ends of each measure's scale. */
export const scaleOf: Readonly<Record<Measure, { readonly least: number; readonly most: number }>> = {
  nsat: { least: 0, most: 200 },
  nps: { least: -100, most: 100 },
  mean: { least: 1, most: 5 },
  'top-two-box': { least: 0, most: 100 },
}

/** What ratings are worth, on the measure's own scale.
 *  @param ratings whole numbers on the question's scale, in any order
 *  @returns undefined when nobody answered: no score, which is not a score of 0
 *  @source MX-03 */
export function scoreOf(measure: Measure, ratings: readonly number[]): Score | undefined {
  if (ratings.length === 0) return undefined
  const n = ratings.length
  const { value, low, high } = figures[measure](ratings)
  const { least, most } = scaleOf[measure]
  // An interval may reach over the end of the scale, or leave a single answer at the end just outside: it is cut, and holds the value.
  return { measure, value, n, low: Math.min(value, Math.max(least, low)), high: Math.max(value, Math.min(most, high)) }
}

/** Net satisfaction as its two scales show it: 0…200, and −100…100 as other net scores.
 *  @example 137.5 on the first is 37.5 on the second  @source FT-10 */
export function netOf(nsat: number): number {
  return nsat - 100
}

/** A score as it is shown: percentages with one decimal, means with two, and never a negative zero. */
export function shownScore(score: Score): Score {
  const { measure, value, n, low, high } = score
  const shown = (figure: number) => shownFigure(measure, figure)
  return { measure, value: shown(value), n, low: shown(low), high: shown(high) }
}

/** A figure of a measure as it is shown. */
export function shownFigure(measure: Measure | 'count', figure: number): number {
  const unit = measure === 'mean' ? 100 : 10
  return Math.round(figure * unit) / unit || 0
}

/** A figure beside a threshold, with as many decimals as it takes to see which is larger.
 *  @example 80.04 beside 80 → 80.04, and 80.2 → 80.2 */
export function shownBeside(measure: Measure | 'count', figure: number, threshold: number): number {
  const side = Math.sign(figure - threshold)
  const finer = [shownFigure(measure, figure), ...[2, 3, 4, 5, 6].map((decimals) => Number(figure.toFixed(decimals)))]
  return finer.find((shown) => Math.sign(shown - threshold) === side) ?? figure
}

type Figures = Pick<Score, 'value' | 'low' | 'high'>

const figures: Readonly<Record<Measure, (ratings: readonly number[]) => Figures>> = {
  /** 100 + % very satisfied − % dissatisfied on 4 points, 4 best. */
  nsat: (ratings) => net(ratings, { offset: 100, praises: (rating) => rating === 4, blames: (rating) => rating <= 2 }),
  /** % of 9 and 10 − % of 0 to 6. */
  nps: (ratings) => net(ratings, { offset: 0, praises: (rating) => rating >= 9, blames: (rating) => rating <= 6 }),
  mean,
  'top-two-box': topTwoBox,
}

type Sides = {
  readonly offset: number
  readonly praises: (rating: number) => boolean
  readonly blames: (rating: number) => boolean
}

/** How far those who praise outweigh those who do not. */
function net(ratings: readonly number[], { offset, praises, blames }: Sides): Figures {
  const n = ratings.length
  const praise = ratings.filter(praises).length
  const blame = ratings.filter(blames).length
  const { low, high } = adjustedWald({ praise, blame, n })
  return { value: offset + (100 * (praise - blame)) / n, low: offset + 100 * low, high: offset + 100 * high }
}

/** Adjusted-Wald interval for the difference of two shares: three answers are added, ¾ to either end and the rest between.
 *  @source J. Sauro, J. Lewis, "Quantifying the User Experience", 2nd ed., chapter 3: NPS intervals */
function adjustedWald({ praise, blame, n }: { praise: number; blame: number; n: number }): Interval {
  const up = (praise + 0.75) / (n + 3)
  const down = (blame + 0.75) / (n + 3)
  const margin = z95 * Math.sqrt((up + down - (up - down) ** 2) / (n + 3))
  return { low: up - down - margin, high: up - down + margin }
}

type Interval = Pick<Score, 'low' | 'high'>

const z95 = 1.959964

/** The average on a scale from 1 to 5. How far a single rating is from others nobody knows: it may be the whole scale. */
function mean(ratings: readonly number[]): Figures {
  const n = ratings.length
  const value = sum(ratings) / n
  const variance = n > 1 ? sum(ratings.map((rating) => (rating - value) ** 2)) / (n - 1) : Infinity
  const margin = z95 * Math.sqrt(variance / n)
  return { value, low: value - margin, high: value + margin }
}

/** The share of the two best points of five, in percent. */
function topTwoBox(ratings: readonly number[]): Figures {
  const best = ratings.filter((rating) => rating >= 4).length
  const { low, high } = wilson(best, ratings.length)
  return { value: (100 * best) / ratings.length, low: 100 * low, high: 100 * high }
}

/** Wilson's interval for a share, at 95 % confidence.
 *  @returns 0…1  @source E. B. Wilson, "Probable inference", JASA 22 (1927) */
export function wilson(count: number, n: number): Interval {
  const share = count / n
  const z2 = z95 ** 2
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n)
  const margin = (z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n ** 2))) / (1 + z2 / n)
  return { low: centre - margin, high: centre + margin }
}

/** How sure one can be of a share, in percent.
 *  @param count of `n`, which is not 0 */
export function shareInterval(count: number, n: number): { readonly low: number; readonly high: number } {
  const { low, high } = wilson(count, n)
  return { low: 100 * low, high: 100 * high }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
