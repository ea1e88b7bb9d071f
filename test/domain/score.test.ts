import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netOf, type Score, scaleOf, scoreOf, shownScore, wilson } from '../../src/domain/score.ts'
import type { Measure } from '../../src/domain/vocabulary.ts'

/** Each row worked out by hand: x = praise + 0.75, y = blame + 0.75, N = n + 3;
 *  interval (x − y)/N ± 1.959964 · √((x/N + y/N − ((x − y)/N)²)/N). */
const figures = [
  { measure: 'nps', ratings: [9, 9, 2], value: 33.3, low: -51.3, high: 84.7, why: '(2 − 1)/3; 1/6 ± 0.680' },
  {
    measure: 'nps',
    ratings: Array<number>(10).fill(10),
    value: 100,
    low: 47.5,
    high: 100,
    why: '10/13 ± 0.294, cut at 100',
  },
  {
    measure: 'nps',
    ratings: [10],
    value: 100,
    low: -48.5,
    high: 100,
    why: '1/4 ± 0.735 ends at 98.5, below the value',
  },
  { measure: 'nps', ratings: [0], value: -100, low: -100, high: 48.5, why: 'the same, mirrored' },
  {
    measure: 'nps',
    ratings: [7, 8],
    value: 0,
    low: -48,
    high: 48,
    why: '0 ± 1.959964 · √(0.3/5)',
  },
  { measure: 'nsat', ratings: [4, 4, 3, 1], value: 125, low: 55.8, high: 172.7, why: '100 + (2 − 1)/4; 1/7 ± 0.584' },
  { measure: 'nsat', ratings: [3, 3], value: 100, low: 52, high: 148, why: 'satisfied counts for neither side' },
] as const

describe('a score', () => {
  it.each(figures)('[MX-03] of $ratings as $measure is $value from $low to $high', ({ measure, ratings, ...score }) => {
    expect(shown(measure, ratings)).toMatchObject({ value: score.value, low: score.low, high: score.high })
  })

  it.each([
    ['nsat', [1], 0],
    ['nsat', [2], 0],
    ['nsat', [3], 100],
    ['nsat', [4], 200],
    ['nps', [6], -100],
    ['nps', [7], 0],
    ['nps', [8], 0],
    ['nps', [9], 100],
  ] as const)('[MX-03] of %s counts %j as %d', (measure, ratings, value) => {
    expect(scoreOf(measure, ratings)?.value).toBe(value)
  })

  it('[MX-03] does not exist when nobody answered, which is not a score of 0', () => {
    expect(scoreOf('nsat', [])).toBeUndefined()
    expect(scoreOf('nps', [])).toBeUndefined()
  })

  it('[MX-03] of 60 promoters, 25 passives and 15 detractors is 45, 43.7 ± 14.3 being the interval', () => {
    const ratings = [...Array<number>(60).fill(10), ...Array<number>(25).fill(8), ...Array<number>(15).fill(3)]

    expect(shown('nps', ratings)).toEqual({ measure: 'nps', value: 45, n: 100, low: 29.3, high: 58 })
  })
})

/** Worked out in publications, to the decimals printed there. */
const shares = [
  { count: 81, n: 263, low: 0.2553, high: 0.3662 },
  { count: 15, n: 148, low: 0.0624, high: 0.1605 },
  { count: 0, n: 20, low: 0, high: 0.1611 },
  { count: 1, n: 29, low: 0.0061, high: 0.1718 },
] as const

describe('the interval of a share', () => {
  it.each(shares)(
    '[MX-03] is $low to $high for $count of $n, as R. G. Newcombe printed (1998, table I, method 3)',
    (row) => {
      const { low, high } = wilson(row.count, row.n)

      expect({ low: low.toFixed(4), high: high.toFixed(4) }).toEqual({
        low: row.low.toFixed(4),
        high: row.high.toFixed(4),
      })
    },
  )

  it('[MX-03] stands beside a top-2-box score in percent', () => {
    const ratings = [...Array<number>(81).fill(4), ...Array<number>(182).fill(3)]

    expect(shown('top-two-box', ratings)).toEqual({
      measure: 'top-two-box',
      value: 30.8,
      n: 263,
      low: 25.5,
      high: 36.6,
    })
  })
})

describe('a mean', () => {
  it('[MX-03] [PC-07] is not rounded before it is shown: 2101/500 is above 4.2, and 21/5 is not', () => {
    const above = scoreFrom('mean', [...Array<number>(101).fill(5), ...Array<number>(399).fill(4)])

    expect(scoreFrom('mean', [4, 4, 4, 4, 5]).value > 4.2).toBe(false)
    expect(above.value > 4.2).toBe(true)
    expect(shownScore(above).value).toBe(4.2)
  })

  it('[MX-03] of a single rating may be anything: the interval is the whole scale', () => {
    expect(scoreOf('mean', [4])).toEqual({ measure: 'mean', value: 4, n: 1, low: 1, high: 5 })
  })

  it('[MX-03] of 2, 4, 4, 5, 5 is 4 ± 1.959964 · √(1.5/5)', () => {
    expect(shown('mean', [2, 4, 4, 5, 5])).toEqual({ measure: 'mean', value: 4, n: 5, low: 2.93, high: 5 })
  })
})

it('[FT-10] shows net satisfaction on both scales: 0 to 200, and −100 to 100', () => {
  expect([0, 80, 137.5, 200].map(netOf)).toEqual([-100, -20, 37.5, 100])
})

const scales = [
  { measure: 'nsat', rating: fc.integer({ min: 1, max: 4 }), best: 4, worst: 1 },
  { measure: 'nps', rating: fc.integer({ min: 0, max: 10 }), best: 10, worst: 0 },
  { measure: 'mean', rating: fc.integer({ min: 1, max: 5 }), best: 5, worst: 1 },
  { measure: 'top-two-box', rating: fc.integer({ min: 1, max: 5 }), best: 5, worst: 1 },
] as const

describe.each(scales)('any $measure', ({ measure, rating, best, worst }) => {
  const { least, most } = scaleOf[measure]
  const some = fc.array(rating, { minLength: 1, maxLength: 60 })
  const scored = (ratings: readonly number[]) => scoreFrom(measure, ratings)

  it('[MX-03] lies within its scale and its own interval', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        const { low, value, high } = scored(ratings)
        const inOrder = [least, low, value, high, most]
        expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder)
      }),
    )
  })

  it('does not depend on the order of the ratings', () => {
    const shuffled = some.chain((ratings) =>
      fc.tuple(fc.constant(ratings), fc.shuffledSubarray(ratings, { minLength: ratings.length })),
    )
    fc.assert(
      fc.property(shuffled, ([ratings, other]) => {
        expect(shown(measure, other)).toEqual(shown(measure, ratings))
      }),
    )
  })

  it('never falls when somebody praises, and never rises when somebody blames', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        const { value } = scored(ratings)
        expect(scored([...ratings, best]).value).toBeGreaterThanOrEqual(value - tiny)
        expect(scored([...ratings, worst]).value).toBeLessThanOrEqual(value + tiny)
      }),
    )
  })

  it('never falls when an answer becomes better', () => {
    fc.assert(
      fc.property(some, rating, (ratings, other) => {
        const [first = best, ...rest] = ratings
        expect(scored([Math.max(first, other), ...rest]).value).toBeGreaterThanOrEqual(scored(ratings).value - tiny)
      }),
    )
  })

  it('becomes more certain with more answers of the same kind', () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 30 }), (ratings) => {
        const [one, ten] = [scored(ratings), scored(Array<number[]>(10).fill(ratings).flat())]
        expect(ten.high - ten.low).toBeLessThanOrEqual(one.high - one.low)
      }),
    )
  })

  it('never shows a negative zero', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        expect(Object.values(shown(measure, ratings)).some((figure) => Object.is(figure, -0))).toBe(false)
      }),
    )
  })
})

/** What sums of fractions may be off by. */
const tiny = 1e-9

function scoreFrom(measure: Measure, ratings: readonly number[]): Score {
  const score = scoreOf(measure, ratings)
  if (!score) throw new Error('there were ratings')
  return score
}

function shown(measure: Measure, ratings: readonly number[]): Score {
  return shownScore(scoreFrom(measure, ratings))
}
