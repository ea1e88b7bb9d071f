import { describe, expect, it } from 'vitest'
import { responseRate, shownDispositions } from '../../src/domain/responseRate.ts'

describe('the response rate', () => {
  it.each([
    // outcomerate (rOpenSci) 1.0, README: RR1 0.364, RR2 0.545, RR3 0.370, with e = 0.9; UH and UO are both of unknown eligibility
    [
      'the README of outcomerate',
      { I: 4, P: 2, R: 1, NC: 1, O: 1, UO: 2, NE: 1 },
      { rr1: 0.364, rr2: 0.545, rr3: 0.37, e: 0.9 },
    ],
    // the same, tests: RR1 1/3, RR2 8/15 of 5 I, 3 P, 2 R, 1 NC, 2 O, 2 unknown, 1 NE; e = 13/14 by its default
    [
      'the tests of outcomerate',
      { I: 5, P: 3, R: 2, NC: 1, O: 2, UO: 2, NE: 1 },
      { rr1: 0.333, rr2: 0.533, rr3: 0.337, e: 0.929 },
    ],
    ['all who were asked answered', { I: 7 }, { rr1: 1, rr2: 1, rr3: 1, e: 1 }],
    ['nobody was heard of', { UO: 10 }, { rr1: 0, rr2: 0, rr3: 0, e: 1 }],
  ])('[MX-03] [PV-05] is RR1 to RR3 of AAPOR: %s', (_, counts, expected) => {
    const rate = responseRate(counts)

    expect(
      Object.fromEntries(Object.entries(rate ?? {}).map(([name, value]) => [name, Number(value.toFixed(3))])),
    ).toEqual(expected)
  })

  it('[MX-03] of nobody who was asked is none, which is not 0', () => {
    expect(responseRate({})).toBeUndefined()
    expect(responseRate({ NE: 4 })).toBeUndefined()
  })

  it('[MX-05] shows nothing of four who were asked, and whole fives where nobody may see a single step', () => {
    expect(shownDispositions({ I: 3, UO: 1, NE: 9 }, 'answers')).toBeUndefined()
    expect(shownDispositions({ I: 3, UO: 2 }, 'answers')).toEqual({ I: 3, UO: 2 })
    expect(shownDispositions({ I: 12, R: 4, UO: 28 }, 'fives')).toEqual({ I: 10, R: 0, UO: 25 })
    expect(shownDispositions({ I: 4, R: 4 }, 'fives')).toBeUndefined()
  })
})
