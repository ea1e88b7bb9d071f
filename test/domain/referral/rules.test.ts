import { describe, expect, it } from 'vitest'
import { acceptanceOf, quarterOf, type RatedOffer } from '../../../src/domain/referral/acceptance.ts'
import { afterBusinessDays } from '../../../src/domain/referral/businessDays.ts'
import { readProfile } from '../../../src/domain/referral/profile.ts'
import { fasttrackReferrals } from '../../../src/programs/referrals/program.ts'

describe('two business days', () => {
  it.each([
    ['over a weekend', '2026-11-26T11:00:00Z', 'DE', 'Europe/Berlin', '2026-11-30T11:00:00Z'],
    ['over Christmas in Germany', '2026-12-24T11:00:00Z', 'DE', 'Europe/Berlin', '2026-12-29T11:00:00Z'],
    [
      'over a weekend that is Friday and Saturday',
      '2026-11-26T10:00:00Z',
      'IL',
      'Asia/Jerusalem',
      '2026-11-30T10:00:00Z',
    ],
    ['over a change of the clock', '2027-03-26T11:00:00Z', 'US', 'America/New_York', '2027-03-30T11:00:00Z'],
    ['from a Saturday', '2026-11-28T11:00:00Z', 'US', 'America/New_York', '2026-12-01T11:00:00Z'],
  ])('[RF-04] end %s', (_, from, country, timeZone, end) => {
    expect(afterBusinessDays(new Date(from), 2, { country, timeZone }).toISOString()).toBe(new Date(end).toISOString())
  })
})

describe('the acceptance rate', () => {
  const window = quarterOf(new Date('2026-11-15T00:00:00Z'), 'Europe/Berlin')
  const asOf = new Date('2026-12-01T00:00:00Z')
  const offer = (id: string, state: RatedOffer['state'], settledAt: string | null): RatedOffer => ({
    id,
    state,
    offeredAt: new Date('2026-09-01T00:00:00Z'),
    settledAt: settledAt === null ? null : new Date(settledAt),
  })
  const accepted = [1, 2, 3, 4].map((i) => offer(`a${i}`, 'accepted', '2026-10-05T00:00:00Z'))
  const rate = (offers: readonly RatedOffer[]) => acceptanceOf(offers, { atLeast: 80, window, asOf })

  it('[RF-07] is met at exactly 80 %: a timeout counts as not accepted', () => {
    expect(rate([...accepted, offer('t', 'timed-out', '2026-10-06T00:00:00Z')])).toMatchObject({
      met: true,
      value: 80,
      n: 5,
      missing: null,
    })
  })

  it('[RF-07] says what is missing: 2 of 4 take 6 more', () => {
    const declined = ['d1', 'd2'].map((id) => offer(id, 'declined', '2026-10-06T00:00:00Z'))

    expect(rate([...accepted.slice(2), ...declined])).toMatchObject({ met: false, value: 50, missing: { count: 6 } })
  })

  it('[RF-07] counts neither what was taken back, nor what is open, nor another quarter, each with its reason', () => {
    const { n, excluded, met, value } = rate([
      offer('w', 'withdrawn', '2026-10-06T00:00:00Z'),
      offer('o', 'open', null),
      offer('q', 'declined', '2026-09-30T21:59:59Z'),
    ])

    expect({ n, met, value }).toEqual({ n: 0, met: null, value: null })
    expect(excluded).toEqual([
      { id: 'o', reason: 'open' },
      { id: 'q', reason: 'outside-window' },
      { id: 'w', reason: 'withdrawn' },
    ])
  })

  it("[RF-07] has quarters that begin with the partner's day", () => {
    expect(window.from.toISOString()).toBe('2026-09-30T22:00:00.000Z')
    expect(rate([offer('first', 'accepted', '2026-09-30T22:00:00Z')]).n).toBe(1)
  })
})

describe('a row with a profile', () => {
  const row = {
    partnerId: 'contoso',
    locations: 'DE; at',
    languages: 'de|en-US',
    customerSizes: 'Medium',
    industries: 'retail',
  }

  it('[RF-06] [RF-08] is read as spreadsheets write it', () => {
    const written = {
      ...row,
      endorsements: 'teams:Modern Work:2027-06-30',
      capacity: '3',
      benefitList: 'a@b.example;c@d.example',
    }

    expect(readProfile(written, fasttrackReferrals)).toMatchObject({
      profile: {
        locations: ['DE', 'AT'],
        languages: ['de', 'en-US'],
        customerSizes: ['medium'],
        capacity: 3,
        benefitList: ['a@b.example', 'c@d.example'],
        endorsements: [{ workload: 'Teams', specialization: 'Modern Work', expiresAt: '2027-06-30T00:00:00.000Z' }],
        claims: undefined,
      },
    })
  })

  it('[RF-01] is refused with every field that is wrong', () => {
    const reading = readProfile(
      { ...row, locations: 'Atlantis', industries: '', endorsements: 'Word:x:2027-01-01' },
      fasttrackReferrals,
    )

    expect('problems' in reading && reading.problems.map(({ field }) => field).sort()).toEqual([
      'endorsements',
      'industries',
      'locations',
    ])
  })
})
