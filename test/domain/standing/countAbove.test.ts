import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/domain/evidence.ts'
import { standingOf } from '../../../src/domain/standing/standing.ts'
import type { StandingRule } from '../../../src/domain/standingRule.ts'
import { berlin, piece } from '../../support/evidence.ts'

const rule = {
  rule: 'count-above',
  measure: 'mean',
  above: 4.2,
  perOrganisation: 2,
  fiscalYearStartsOn: '02-01',
} as const satisfies StandingRule

function project(id: string, other: Partial<Omit<Evidence, 'id'>> = {}): Evidence {
  return piece(id, { kind: 'project', value: 5, ...other })
}

function onDay(day: number): Date {
  return new Date(Date.UTC(2027, 2, day, 9))
}

describe('the count of projects', () => {
  it('[PC-07] counts a mean above 4.2: exactly 4.2 is not above, and 2101/500 is, although it is shown as 4.2', () => {
    const evidence = [
      project('exactly', { value: 21 / 5, organisation: 'a' }),
      project('above', { value: 2101 / 500, organisation: 'b' }),
    ]

    expect(standingOf(rule, evidence, berlin)).toMatchObject({
      value: 1,
      counted: ['above'],
      excluded: [{ id: 'exactly', reason: 'not-above' }],
    })
  })

  it('[PC-07] leaves the third project of a customer out, whichever comes in first', () => {
    const evidence = [
      project('third', { at: onDay(3) }),
      project('first', { at: onDay(1) }),
      project('second', { at: onDay(2) }),
    ]

    expect(standingOf(rule, evidence, berlin)).toMatchObject({
      value: 2,
      counted: ['first', 'second'],
      excluded: [{ id: 'third', reason: 'over-cap' }],
    })
  })

  it('[PC-04] [PC-07] counts the third project once the first is disqualified, and not on the days before', () => {
    const since = onDay(10)
    const evidence = [
      project('first', { at: onDay(1), exclusion: { reason: 'disqualified', since } }),
      project('second', { at: onDay(2) }),
      project('third', { at: onDay(3) }),
    ]

    expect(standingOf(rule, evidence, berlin)).toMatchObject({
      counted: ['second', 'third'],
      excluded: [{ id: 'first', reason: 'disqualified' }],
    })
    expect(standingOf(rule, evidence, { ...berlin, asOf: onDay(9) }).counted).toEqual(['first', 'second'])
  })

  it('[PC-07] lets a poor project take no place of its customer', () => {
    const evidence = [
      project('poor', { at: onDay(1), value: 3 }),
      project('second', { at: onDay(2) }),
      project('third', { at: onDay(3) }),
    ]

    expect(standingOf(rule, evidence, berlin).counted).toEqual(['second', 'third'])
  })

  it('[PC-05] does not count a project whose every answer is N/A: it has no score', () => {
    expect(standingOf(rule, [project('n/a', { value: null })], berlin)).toMatchObject({
      value: 0,
      excluded: [{ id: 'n/a', reason: 'no-rating' }],
    })
  })

  it('[PC-07] begins with the first day of the fiscal year where the partner is', () => {
    const evidence = [
      project('january', { at: new Date('2027-01-31T22:59:59.999Z') }),
      project('february', { at: new Date('2027-01-31T23:00:00.000Z') }), // midnight in Berlin
    ]
    const { window, counted, excluded } = standingOf(rule, evidence, berlin)

    expect(window).toEqual({ from: new Date('2027-01-31T23:00:00Z'), to: new Date('2028-01-31T23:00:00Z') })
    expect({ counted, excluded }).toEqual({
      counted: ['february'],
      excluded: [{ id: 'january', reason: 'outside-window' }],
    })
    expect(standingOf(rule, evidence, { ...berlin, timeZone: 'Pacific/Kiritimati' }).counted).toHaveLength(2)
    expect(standingOf(rule, evidence, { ...berlin, timeZone: 'America/Los_Angeles' }).counted).toEqual([])
  })

  it('[PC-07] belongs to the fiscal year before until its last day is over', () => {
    const evidence = [project('december', { at: new Date('2026-12-10T09:00:00Z') })]

    const lastDay = { ...berlin, asOf: new Date('2027-01-31T22:59:59Z') }
    const firstDay = { ...berlin, asOf: new Date('2027-01-31T23:00:00Z') }

    expect(standingOf(rule, evidence, lastDay).value).toBe(1)
    expect(standingOf(rule, evidence, firstDay).value).toBe(0)
  })

  it('is met by any number, or by as many as the program says', () => {
    const three = { ...rule, atLeast: 3 }

    expect(standingOf(rule, [], berlin)).toMatchObject({ met: true, threshold: 0, missing: null })
    expect(standingOf(three, [project('one')], berlin)).toMatchObject({
      met: false,
      threshold: 3,
      missing: { what: 'projects', count: 2, until: '2028-01-31', invite: null },
    })
  })
})
