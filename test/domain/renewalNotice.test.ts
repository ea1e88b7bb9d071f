import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../../src/domain/calendar.ts'
import { daysBetween, noticeDue } from '../../src/domain/renewalNotice.ts'

const notices = ['90 days', '30 days', '0 days']

describe('[CI-14] the notice of a renewal', () => {
  it.each([
    ['long before', '2026-11-30', undefined],
    ['the day before the first', '2026-12-31', undefined],
    ['on its day', '2027-01-01', { days: 90, left: 90 }],
    ['a while after its day, where nobody could be told on it', '2027-01-20', { days: 90, left: 71 }],
    ['the day before the next', '2027-03-01', { days: 90, left: 31 }],
    ['on the day of the next', '2027-03-02', { days: 30, left: 30 }],
    ['the day before the renewal', '2027-03-31', { days: 30, left: 1 }],
    ['on the day of the renewal', '2027-04-01', { days: 0, left: 0 }],
    ['six days after the renewal', '2027-04-07', { days: 0, left: 0 }],
    ['a week after the renewal', '2027-04-08', undefined],
  ])('%s, %s, is %o', (_, today, due) => {
    const found = noticeDue(notices, { today, renewals: ['2027-04-01', '2028-04-01'] })

    expect(found).toEqual(due && { renewal: '2027-04-01', ...due })
  })

  it('comes on the day of the renewal also where the program does not say so', () => {
    const due = noticeDue(['2 weeks'], { today: '2027-04-01', renewals: ['2027-04-01'] })

    expect(due).toMatchObject({ days: 0 })
  })

  it('is one of the rule, never goes back, and each comes once when one looks every day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }), (days) => {
        const waves = new Set<string>()
        const seen: number[] = []
        for (let day = '2026-06-01'; day <= '2027-04-06'; day = dayAfter(day, '1 day')) {
          const due = noticeDue(
            days.map((count) => `${count} days`),
            { today: day, renewals: ['2027-04-01'] },
          )
          if (!due || waves.has(`${due.renewal}/${due.days}`)) continue
          waves.add(`${due.renewal}/${due.days}`)
          seen.push(due.days)
          expect(due.left).toBe(daysBetween(day, '2027-04-01'))
        }
        expect(seen).toEqual([...days, 0].toSorted((a, b) => b - a))
      }),
      { numRuns: 20 },
    )
  })

  it.each(['a while', '1 month', ''])('refuses %o as the length of time before it', (notice) => {
    expect(() => noticeDue([notice], { today: '2027-01-01', renewals: ['2027-04-01'] })).toThrow('expected whole days')
  })
})
