import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreOf } from '../../src/domain/score.ts'

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
    expect(scoreOf(measure, ratings)).toMatchObject({ value: score.value, low: score.low, high: score.high })
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

    expect(scoreOf('nps', ratings)).toEqual({ measure: 'nps', value: 45, n: 100, low: 29.3, high: 58 })
  })
})

const scales = [
  { measure: 'nsat', rating: fc.integer({ min: 1, max: 4 }), best: 4, worst: 1, from: 0, to: 200 },
  { measure: 'nps', rating: fc.integer({ min: 0, max: 10 }), best: 10, worst: 0, from: -100, to: 100 },
] as const

describe.each(scales)('any $measure', ({ measure, rating, best, worst, from, to }) => {
  const some = fc.array(rating, { minLength: 1, maxLength: 60 })
  const scored = (ratings: readonly number[]) => {
    const score = scoreOf(measure, ratings)
    if (!score) throw new Error('there were ratings')
    return score
  }

  it('[MX-03] lies within its scale and its own interval', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        const { low, value, high } = scored(ratings)
        const inOrder = [from, low, value, high, to]
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
        expect(scoreOf(measure, other)).toEqual(scoreOf(measure, ratings))
      }),
    )
  })

  it('never falls when somebody praises, and never rises when somebody blames', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        const { value } = scored(ratings)
        expect(scored([...ratings, best]).value).toBeGreaterThanOrEqual(value)
        expect(scored([...ratings, worst]).value).toBeLessThanOrEqual(value)
      }),
    )
  })

  it('never falls when an answer becomes better', () => {
    fc.assert(
      fc.property(some, rating, (ratings, other) => {
        const [first = best, ...rest] = ratings
        expect(scored([Math.max(first, other), ...rest]).value).toBeGreaterThanOrEqual(scored(ratings).value)
      }),
    )
  })

  it('becomes more certain with more answers of the same kind', () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 30 }), (ratings) => {
        const [one, ten] = [scored(ratings), scored(Array<number[]>(10).fill(ratings).flat())]
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low)
      }),
    )
  })

  it('never shows a negative zero', () => {
    fc.assert(
      fc.property(some, (ratings) => {
        expect(Object.values(scored(ratings)).some((figure) => Object.is(figure, -0))).toBe(false)
      }),
    )
  })
})
