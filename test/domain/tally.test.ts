import { describe, expect, it } from 'vitest'
import { basisOf, type Reply, settled, tally } from '../../src/domain/tally.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const november = new Date('2026-10-31T23:00:00Z') // where the partner is: Berlin
const anonymous: Reply = {
  partnerId: 'fabrikam',
  subject: '',
  country: '',
  isAnonymous: true,
  answers: { overall: 4 },
  at: november,
  withdrawnAt: null,
}
const questions = [{ key: 'overall', type: 'satisfaction4', required: true }] as const

describe('what figures are made of', () => {
  it('[MX-05] [CI-02] is fives wherever somebody may not know each answer', () => {
    expect(basisOf(fasttrack)).toBe('answers')
    expect(basisOf(csatIndex)).toBe('fives')
    expect(basisOf({ survey: csatIndex.survey })).toBe('fives')
  })

  it('[CI-02] has anonymous answers of a month only once it is over, so that each keeps its place', () => {
    const count = (now: string) =>
      tally(
        { catalogue: [], questions },
        settled(
          Array.from({ length: 6 }, () => anonymous),
          new Date(now),
        ),
        'fives',
      )

    expect(count('2026-11-30T22:00:00Z')).toEqual([])
    expect(count('2026-12-03T00:00:00Z')).toMatchObject([{ month: '2026-11', n: 5, counts: { '4': 5 } }])
  })

  it('[CI-02] never counts anonymous answers together with those of people who are named', () => {
    const named = { ...anonymous, isAnonymous: false }
    const mixed = [named, named, named, named, anonymous]

    expect(tally({ catalogue: [], questions }, settled(mixed, new Date('2027-01-01T00:00:00Z')), 'fives')).toEqual([])
  })
})
