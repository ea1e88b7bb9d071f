import { describe, expect, it } from 'vitest'
import { checkProgram } from '../../src/domain/checkProgram.ts'
import { giftState } from '../../src/domain/gift.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { gift } from '../support/gifts.ts'

const lasting = { ...gift, until: '2027-06-30' }

describe('a gift', () => {
  it.each([
    ['offered', 'DE', false, '2027-06-01T00:00:00Z', 'while the promotion lasts'],
    ['offered', 'DE', false, '2027-07-01T11:59:59Z', 'while the last day lasts anywhere'],
    ['over', 'DE', false, '2027-07-01T12:00:00Z', 'after that'],
    ['not-offered', 'IT', false, '2027-06-01T00:00:00Z', 'in a country that is excluded'],
    ['not-offered', 'IT', false, '2028-01-01T00:00:00Z', 'there, also when it is over'],
    ['chosen', 'DE', true, '2028-01-01T00:00:00Z', 'who chose it, also when it is over'],
  ] as const)('[FT-11] is %s: %s, chosen %s, at %s (%s)', (state, country, isChosen, now, _why) => {
    expect(giftState(lasting, { country, isChosen, isUsedUp: false, now: new Date(now) })).toBe(state)
  })

  it('[FT-11] is over for whoever chose none when as many were chosen as there are', () => {
    const now = new Date('2027-06-01T00:00:00Z')
    const state = (isChosen: boolean) => giftState(lasting, { country: 'DE', isChosen, isUsedUp: true, now })

    expect([state(false), state(true)]).toEqual(['over', 'chosen'])
  })
})

describe('a program with a gift', () => {
  it('[FT-11] may be published', () => {
    expect(checkProgram({ ...fasttrack, gift })).toEqual([])
  })

  it.each([
    ['/gift/currency', { currency: 'XYZ' }],
    ['/gift/until', { until: '2027-02-30' }],
    ['/gift/excludedCountries/1', { excludedCountries: ['DE', 'XX'] }],
  ])('[FT-11] names no money, day or country there is none of: %s', (field, other) => {
    expect(checkProgram({ ...fasttrack, gift: { ...gift, ...other } })).toMatchObject([{ field }])
  })

  it('[FT-11] [CI-02] tells nobody who answered, and pays nobody to answer uninvited', () => {
    const anonymous = { ...fasttrack.survey, anonymity: 'chosen' } as const
    const { anonymity: _, ...known } = csatIndex.survey

    expect(checkProgram({ ...csatIndex, gift }).map(({ field }) => field)).toEqual(['/gift', '/gift'])
    expect(checkProgram({ ...csatIndex, survey: known, gift }).map(({ field }) => field)).toEqual(['/gift'])
    const problems = checkProgram({ ...fasttrack, survey: anonymous, gift })
    expect(problems.find(({ field }) => field === '/gift')?.expected).toContain('anonymous')
  })
})
