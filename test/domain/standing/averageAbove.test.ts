import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingOf } from '../../../src/domain/standing/standing.ts'
import type { StandingRule } from '../../../src/domain/standingRule.ts'
import { berlin, piece } from '../../support/evidence.ts'

const rule = { rule: 'average', measure: 'nsat', above: 80, window: '12 months' } as const satisfies StandingRule

function rated(values: readonly (number | null)[]) {
  return values.map((value, i) => piece(`evd-${i}`, { value }))
}

describe('an average', () => {
  it('[FT-10] of exactly 80 does not meet "above 80", and the least bit more does', () => {
    const exactly = standingOf(rule, rated([4, 3, 2, 1, 3]), berlin) // 100 + (1 − 2)/5
    const justAbove = standingOf(rule, rated([...Array<number>(401).fill(4), ...Array<number>(601).fill(1)]), berlin)

    expect({ value: exactly.value, met: exactly.met }).toEqual({ value: 80, met: false })
    expect(justAbove.value).toBeCloseTo(80.04, 2)
    expect(justAbove.met).toBe(true)
  })

  it('[MX-03] of nobody is no value, and not met', () => {
    expect(standingOf(rule, rated([null, null]), berlin)).toMatchObject({
      met: false,
      value: null,
      n: 0,
      interval: null,
      excluded: [
        { id: 'evd-0', reason: 'no-rating' },
        { id: 'evd-1', reason: 'no-rating' },
      ],
      missing: { what: 'best-responses', count: 1, invite: 4 },
    })
  })

  it('[FT-10] [PV-05] comes with n and an interval', () => {
    const { n, interval } = standingOf(rule, rated([4, 4, 3, 1]), berlin)

    expect(n).toBe(4)
    expect(interval?.low).toBeCloseTo(55.8, 1)
    expect(interval?.high).toBeCloseTo(172.7, 1)
  })

  it('[FT-10] looks at the 12 months that end today, in whole days of the partner', () => {
    const evidence = [
      piece('fell-out', { at: new Date('2026-03-15T22:59:59.999Z') }),
      piece('first', { at: new Date('2026-03-15T23:00:00.000Z') }),
      piece('today', { at: berlin.asOf }),
      piece('tomorrow', { at: new Date('2027-03-16T12:00:00Z') }),
    ]

    expect(standingOf(rule, evidence, berlin)).toMatchObject({
      counted: ['first', 'today'],
      excluded: [{ id: 'fell-out', reason: 'outside-window' }],
    })
    expect(standingOf(rule, evidence, { ...berlin, asOf: new Date('2028-03-15T12:00:00Z') })).toMatchObject({
      counted: ['tomorrow'],
    })
  })

  it('counts on a past day what was excluded only later', () => {
    const since = new Date('2027-03-10T08:00:00Z')
    const evidence = [piece('poor', { value: 1, exclusion: { reason: 'disqualified', since } })]
    const dayBefore = { ...berlin, asOf: new Date('2027-03-09T08:00:00Z') }

    expect(standingOf(rule, evidence, berlin).excluded).toEqual([{ id: 'poor', reason: 'disqualified' }])
    expect(standingOf(rule, evidence, dayBefore)).toMatchObject({ value: 0, counted: ['poor'] })
  })

  it('does not count what another rule is made of', () => {
    const evidence = [piece('project', { kind: 'project' }), piece('answer')]

    expect(standingOf(rule, evidence, berlin).excluded).toEqual([{ id: 'project', reason: 'other-kind' }])
  })

  it('[CI-14] says how many of the best answers would lift it: so many do, and one fewer does not', () => {
    const some = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 40 })
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 199 }), (values, above) => {
        const strict = { ...rule, above }
        const { missing, met } = standingOf(strict, rated(values), berlin)
        const withBest = (count: number) =>
          standingOf(strict, rated([...values, ...Array<number>(count).fill(4)]), berlin).met

        expect(met).toBe(missing === null)
        if (missing === null) return
        expect(withBest(missing.count)).toBe(true)
        expect(withBest(missing.count - 1)).toBe(false)
      }),
    )
  })
})
