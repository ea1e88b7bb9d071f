import { describe, expect, it } from 'vitest'
import { isDuration, milliseconds } from '../../src/domain/duration.ts'

describe('a duration', () => {
  it.each([
    ['14 days', 1_209_600_000],
    ['1 week', 604_800_000],
    ['1 day', 86_400_000],
    ['12 hours', 43_200_000],
    ['1.5 days', 129_600_000],
    ['7d', 604_800_000],
    ['30 seconds', 30_000],
  ])('%s lasts %d milliseconds', (text, expected) => {
    expect(milliseconds(text)).toBe(expected)
  })

  it('is shortened with the day, for trying out', () => {
    expect(milliseconds('14 days', 1_000)).toBe(14_000)
    expect(milliseconds('12 hours', 1_000)).toBe(500)
  })

  it.each([
    '',
    '30',
    'days',
    '14 dayz',
    '-1 days',
    '1 month',
    '2 weeks and 1 day',
    'P14D',
    '14\ndays',
    ' 14 days',
    '1e3 days',
    '0 days',
    '0.0 weeks',
    '0.4 ms',
    '11 years',
    '999999999 weeks',
    `${'9'.repeat(200)} days`,
    'Infinity days',
    '½ day',
  ])('is not %j', (text) => {
    expect(isDuration(text)).toBe(false)
    expect(() => milliseconds(text)).toThrow("expected a duration such as '14 days'")
  })
})
