import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, dayBefore } from '../../src/domain/calendar.ts'
import {
  announced,
  announcementProblems,
  firstAllowedDay,
  shippedProblem,
  stateOf,
} from '../../src/domain/ruleChange.ts'

const today = '2026-11-26'
const v1 = { published: [1], today }

function problemOf(on: string | undefined, { override, version = 2, ...rest }: Partial<Told> = {}) {
  const takesEffect = on === undefined ? {} : { takesEffect: { on, ...(override !== undefined && { override }) } }
  return announcementProblems({ version, ...takesEffect }, { ...v1, ...rest })[0]
}

type Told = { readonly override: string; readonly version: number; readonly published: readonly number[] }

describe('the first day a change may take effect', () => {
  it.each([
    ['2026-11-26', '2027-05-26', 'six months on'],
    ['2026-03-31', '2026-09-30', 'the last day of a shorter month'],
    ['2026-03-30', '2026-09-30', 'the day before the closed months'],
    ['2026-04-01', '2027-02-01', 'six months on is 1 October'],
    ['2026-06-30', '2027-02-01', 'six months on is in December'],
    ['2026-07-31', '2027-02-01', 'six months on is 31 January'],
    ['2026-08-01', '2027-02-01', 'six months on is the first day after the closed months'],
    ['2026-08-31', '2027-02-28', 'six months on is no day of February'],
  ])('[PV-04] of one announced on %s is %s: %s', (announced, first) => {
    expect(firstAllowedDay(announced)).toBe(first)
  })

  it('[PV-04] is six months ahead or more, outside October to January, and no day before it would do', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        (date) => {
          const announced = date.toISOString().slice(0, 10)
          const first = firstAllowedDay(announced)
          const accepted = (on: string) =>
            announcementProblems({ version: 2, takesEffect: { on } }, { published: [1], today: announced }).length === 0
          expect(first >= dayAfter(announced, '6 months')).toBe(true)
          expect([10, 11, 12, 1]).not.toContain(Number(first.slice(5, 7)))
          expect([accepted(first), accepted(dayBefore(first, '1 day'))]).toEqual([true, false])
        },
      ),
    )
  })
})

describe('a change of rules', () => {
  it.each([
    ['2027-05-26', 'on the first day'],
    ['2027-09-30', 'on the last day before the closed months'],
    ['2028-02-01', 'on the first day after them'],
  ])('[PV-04] may take effect on %s, %s', (on) => {
    expect(problemOf(on)).toBeUndefined()
  })

  it.each([
    ['2027-05-25', 'a day too soon'],
    ['2026-11-26', 'at once'],
    ['2027-10-01', 'in October'],
    ['2028-01-31', 'in January'],
  ])('[PV-04] must not on %s, %s, and is told the first day that would do', (on) => {
    expect(problemOf(on)).toMatchObject({ field: '/takesEffect/on', got: on })
    expect(problemOf(on)?.expected).toMatch(/^2027-05-26 or a later day/)
  })

  it('[PV-04] must say when', () => {
    expect(problemOf(undefined)).toMatchObject({
      field: '/takesEffect',
      expected: expect.stringContaining('2027-05-26'),
    })
  })

  it('[PV-04] with an override may take effect from today on, but not in the past', () => {
    const override = 'the law demands it'
    expect(problemOf(today, { override })).toBeUndefined()
    expect(problemOf('2026-12-24', { override })).toBeUndefined()
    expect(problemOf('2026-11-25', { override })).toMatchObject({ field: '/takesEffect/on' })
  })

  it('[PV-04] takes a version above those there are; the first takes effect at once', () => {
    expect(problemOf('2027-05-26', { version: 2, published: [1, 3] })).toMatchObject({ field: '/version', got: 2 })
    expect(problemOf(undefined, { version: 5, published: [] })).toBeUndefined()
    expect(problemOf(today, { version: 1, published: [] })).toBeUndefined()
    expect(problemOf('2027-05-26', { version: 1, published: [] })).toMatchObject({ field: '/takesEffect/on' })
  })
})

describe('versions of a program', () => {
  const versions = [
    { version: 1, on: null },
    { version: 2, on: '2027-05-26' },
    { version: 3, on: '2027-03-01' },
    { version: 4, on: '2027-08-01' },
  ]

  it.each([
    ['2026-11-26', ['in-force', 'superseded', 'upcoming', 'upcoming']],
    ['2027-02-28', ['in-force', 'superseded', 'upcoming', 'upcoming']],
    ['2027-03-01', ['superseded', 'superseded', 'in-force', 'upcoming']],
    ['2027-08-01', ['superseded', 'superseded', 'superseded', 'in-force']],
  ])('[PV-04] on %s are %j: a later one takes the place of all before it', (day, states) => {
    expect(versions.map((version) => stateOf(version, versions, day))).toEqual(states)
  })
})

describe('what partners are told of', () => {
  const first = { version: 1, on: null }

  it.each([
    ['a coming change', [first, { version: 2, on: '2027-06-01' }], [2]],
    ['no first version', [{ version: 1, on: today }], []],
    ['a change that took effect six days ago', [first, { version: 2, on: '2026-11-20' }], [2]],
    ['none of a week ago', [first, { version: 2, on: '2026-11-19' }], []],
    [
      'no change that a correction takes the place of',
      [first, { version: 2, on: '2027-06-01' }, { version: 3, on: '2027-05-28' }],
      [3],
    ],
    [
      'both of two that follow each other',
      [first, { version: 2, on: '2027-06-01' }, { version: 3, on: '2028-06-01' }],
      [2, 3],
    ],
  ])('[PV-04] is %s', (_, versions, expected) => {
    expect(announced(versions, today).map(({ version }) => version)).toEqual(expected)
  })
})

describe('a version that comes with the product', () => {
  it.each([
    ['the first', undefined, [], undefined],
    ['one that is published already', undefined, [1, 2], undefined],
    [
      'a later one with a reason, upgraded to long after its day',
      { on: '2026-02-01', override: 'why' },
      [1],
      undefined,
    ],
    ['a later one with a reason, ahead of its day', { on: '2027-02-01', override: 'why' }, [1], undefined],
    ['a later one without a reason', { on: '2027-06-01' }, [1], '/takesEffect/override'],
    ['a later one without a day', undefined, [1], '/takesEffect/override'],
    ['one of a fresh start that is not in force yet', { on: '2027-02-01', override: 'why' }, [], '/takesEffect/on'],
  ])('[PV-04] is checked: %s', (_, takesEffect, published, field) => {
    const program = { version: 2, ...(takesEffect && { takesEffect }) }

    expect(shippedProblem(program, { published, today })?.field).toBe(field)
  })
})
