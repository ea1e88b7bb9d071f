import type { Measure } from './vocabulary.ts'

/** A figure with how sure one can be of it. `low` and `high` bound it at 95 % confidence. */
export type Score = {
  readonly measure: Measure
  readonly value: number
  readonly n: number
  readonly low: number
  readonly high: number
}

/** What ratings are worth, on the measure's own scale.
 *  @param ratings whole numbers on the question's scale, in any order
 *  @returns undefined when nobody answered: no score, which is not a score of 0
 *  @source MX-03 */
export function scoreOf(measure: Measure, ratings: readonly number[]): Score | undefined {
  if (ratings.length === 0) return undefined
  if (measure === 'mean') return mean(ratings)
  if (measure === 'top-two-box') return topTwoBox(ratings)
  return net(measure, ratings)
}

/** How far those who praise outweigh those who do not. */
function net(measure: 'nsat' | 'nps', ratings: readonly number[]): Score {
  const { up, down, offset } = scales[measure]
  const n = ratings.length
  const praise = ratings.filter(up).length
  const blame = ratings.filter(down).length
  const { low, high } = adjustedWald({ praise, blame, n })
  const value = offset + (100 * (praise - blame)) / n
  return {
    measure,
    value: round(value),
    n,
    low: round(Math.min(value, Math.max(offset - 100, offset + 100 * low))),
    high: round(Math.max(value, Math.min(offset + 100, offset + 100 * high))),
  }
}

type Scale = {
  readonly up: (rating: number) => boolean
  readonly down: (rating: number) => boolean
  readonly offset: number
}

const scales: Readonly<Record<'nsat' | 'nps', Scale>> = {
  /** 100 + % very satisfied − % dissatisfied on 4 points, 4 best: 0–200. */
  nsat: { up: (rating) => rating === 4, down: (rating) => rating <= 2, offset: 100 },
  /** % of 9 and 10 − % of 0 to 6: −100…100. */
  nps: { up: (rating) => rating >= 9, down: (rating) => rating <= 6, offset: 0 },
}

/** Adjusted-Wald interval for the difference of two shares: three answers are added, ¾ to either end and the rest between.
 *  A single answer at an end of the scale lies just outside: the caller widens the interval to hold it.
 *  @source J. Sauro, J. Lewis, "Quantifying the User Experience", 2nd ed., chapter 3: NPS intervals */
function adjustedWald({ praise, blame, n }: { praise: number; blame: number; n: number }): {
  low: number
  high: number
} {
  const up = (praise + 0.75) / (n + 3)
  const down = (blame + 0.75) / (n + 3)
  const margin = z95 * Math.sqrt((up + down - (up - down) ** 2) / (n + 3))
  return { low: up - down - margin, high: up - down + margin }
}

const z95 = 1.959964

/** The average on a scale from 1 to 5. */
function mean(ratings: readonly number[]): Score {
  const n = ratings.length
  const value = sum(ratings) / n
  const variance = n > 1 ? sum(ratings.map((rating) => (rating - value) ** 2)) / (n - 1) : 0
  const margin = z95 * Math.sqrt(variance / n)
  const [low, high] = [Math.max(1, value - margin), Math.min(5, value + margin)]
  return { measure: 'mean', value, n, low, high }
}

/** The share of the two best points of five, in percent. */
function topTwoBox(ratings: readonly number[]): Score {
  const n = ratings.length
  const best = ratings.filter((rating) => rating >= 4).length
  const { low, high } = wilson(best, n)
  return { measure: 'top-two-box', value: round((100 * best) / n), n, low: round(100 * low), high: round(100 * high) }
}

/** Wilson's interval for a share.
 *  @source E. B. Wilson, "Probable inference", JASA 22 (1927) */
function wilson(count: number, n: number): { low: number; high: number } {
  const share = count / n
  const z2 = z95 ** 2
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n)
  const margin = (z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n ** 2))) / (1 + z2 / n)
  return { low: centre - margin, high: centre + margin }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** One decimal, and never a negative zero. */
function round(value: number): number {
  return Math.round(value * 10) / 10 || 0
}
