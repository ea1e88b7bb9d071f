import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, type Considered, match, type Wanted } from '../../../src/domain/referral/matching.ts'
import { reckon } from '../../../src/domain/referral/reckoning.ts'

const at = new Date('2026-12-01T09:00:00Z')
const later = new Date('2027-06-30T00:00:00Z')
const customer = { country: 'DE', language: 'de', size: 'medium', industry: 'retail' }

function wanted(...workloads: readonly string[]): Wanted {
  return { workloads, customer }
}

function candidate(partnerId: string, workloads: readonly string[], fields: Partial<Candidate> = {}): Candidate {
  return {
    partnerId,
    endorsements: workloads.map((workload) => ({ workload, expiresAt: later })),
    locations: ['DE'],
    languages: ['de'],
    customerSizes: ['medium'],
    industries: ['retail'],
    capacity: null,
    pausedUntil: null,
    openOffers: 0,
    received: 0,
    claims: false,
    asked: [],
    ...fields,
  }
}

describe('matching', () => {
  it.each<[string, Partial<Candidate>, string]>([
    ['location', { locations: ['AT'] }, 'location'],
    ['language', { languages: ['fr'] }, 'language'],
    ['customer size', { customerSizes: ['large'] }, 'customer-size'],
    ['industry', { industries: ['energy'] }, 'industry'],
    ['capacity', { capacity: 2, openOffers: 2 }, 'capacity'],
    ['a pause', { pausedUntil: later }, 'paused'],
    ['an endorsement that has expired', { endorsements: [{ workload: 'Teams', expiresAt: at }] }, 'endorsement'],
  ])('[RF-01] takes nobody who fails by %s, and says so', (_, fields, failed) => {
    const { shares, considered } = match(wanted('Teams'), [candidate('contoso', ['Teams'], fields)], { at, most: 3 })

    expect(shares).toEqual([])
    expect(considered).toMatchObject([{ partnerId: 'contoso', failed: [failed] }])
  })

  it('[RF-02] prefers a claim to fewer referrals, but only of a partner that meets every criterion', () => {
    const claimant = candidate('claimant', ['Teams'], { claims: true, received: 9 })
    const other = candidate('other', ['Teams'])

    expect(match(wanted('Teams'), [other, claimant], { at, most: 3 }).shares).toMatchObject([
      { partnerId: 'claimant', why: 'claim' },
    ])
    const lacking = { ...claimant, languages: [] }
    expect(match(wanted('Teams'), [other, lacking], { at, most: 3 }).shares).toMatchObject([{ partnerId: 'other' }])
  })

  it('[RF-02] takes whoever received the fewest, of equals always the same', () => {
    const all = [
      candidate('b', ['Teams'], { received: 1 }),
      candidate('c', ['Teams'], { received: 1 }),
      candidate('a', ['Teams'], { received: 2 }),
    ]

    expect(match(wanted('Teams'), all, { at, most: 3 }).shares).toEqual([
      { partnerId: 'b', workloads: ['Teams'], why: 'fewest-received', received: 1 },
    ])
  })

  it('[RF-03] splits over as few partners as can cover it, and leaves what nobody can', () => {
    const all = [
      candidate('a', ['Teams']),
      candidate('b', ['Exchange']),
      candidate('c', ['Intune']),
      candidate('d', ['Exchange', 'Intune'], { received: 5 }),
    ]
    const want = wanted('Teams', 'Exchange', 'Intune')

    expect(match(want, all, { at, most: 3 }).shares.map((share) => share.partnerId)).toEqual(['a', 'd'])
    expect(match(want, all, { at, most: 1 })).toMatchObject({ shares: [{ partnerId: 'd' }], uncovered: ['Teams'] })
    expect(match(wanted('Yammer'), all, { at, most: 3 })).toMatchObject({ shares: [], uncovered: ['Yammer'] })
  })

  it('[RF-04] does not ask a partner again for work it was asked about', () => {
    const all = [candidate('a', ['Teams'], { asked: ['Teams'] }), candidate('b', ['Teams'], { received: 3 })]

    expect(match(wanted('Teams'), all, { at, most: 3 }).shares).toMatchObject([{ partnerId: 'b' }])
  })
})

describe('what is kept of a look for partners', () => {
  it('[RF-02] counts who failed by what, and names the nearest in the order they would be asked in', () => {
    const all = [
      candidate('busy', ['Teams'], { capacity: 0 }),
      candidate('next', ['Teams'], { received: 2 }),
      candidate('first', ['Teams'], { received: 1 }),
      ...Array.from({ length: 30 }, (_, i) => candidate(`far-${i}`, [], { capacity: 0 })),
    ]
    const leftOut = { partners: 100, location: 60, language: 7, 'customer-size': 0, industry: 0 }

    const { partners, failed, nearest } = reckon(match(wanted('Teams'), all, { at, most: 3 }).considered, leftOut)

    expect(partners).toBe(100)
    expect(failed).toMatchObject({ location: 60, language: 7, endorsement: 30, capacity: 31 })
    expect(nearest.slice(0, 3).map(({ partnerId }) => partnerId)).toEqual(['first', 'next', 'busy'])
    expect(nearest).toHaveLength(20)
  })
})

const names = ['Exchange', 'Teams', 'Intune', 'Yammer']
const arbitrary = fc.record({
  workloads: fc.subarray(names),
  fits: fc.boolean(),
  received: fc.integer({ min: 0, max: 5 }),
  claims: fc.boolean(),
})
const partners = fc
  .array(arbitrary, { maxLength: 12 })
  .map((all) =>
    all.map(({ workloads, fits, ...rest }, i) =>
      candidate(`p${i}`, workloads, { ...rest, languages: fits ? ['de'] : [] }),
    ),
  )

describe('a match', () => {
  it('[RF-02] does not depend on the order partners come in', () => {
    fc.assert(
      fc.property(partners, fc.infiniteStream(fc.double({ noNaN: true })), (all, random) => {
        const shuffled = all
          .map((one) => ({ one, by: random.next().value ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one)

        const [one, other] = [all, shuffled].map((some) => match(wanted(...names), some, { at, most: 3 }))
        expect({ ...other, considered: byId(other?.considered) }).toEqual({ ...one, considered: byId(one?.considered) })
      }),
    )
  })

  it('[RF-01] [RF-03] gives each workload once, only to who is eligible, and leaves none that fits', () => {
    fc.assert(
      fc.property(partners, fc.integer({ min: 0, max: 3 }), (all, most) => {
        const { shares, uncovered } = match(wanted(...names), all, { at, most })
        const placed = shares.flatMap(({ workloads }) => workloads)

        expect([...placed, ...uncovered].sort()).toEqual([...names].sort())
        expect(shares.length).toBeLessThanOrEqual(most)
        for (const { partnerId, workloads } of shares) {
          const own = all.find((one) => one.partnerId === partnerId)
          expect(workloads.length).toBeGreaterThan(0)
          expect(own?.languages).toEqual(['de'])
          for (const workload of workloads) expect(own?.endorsements.map((one) => one.workload)).toContain(workload)
        }
        const able = all.filter(({ languages }) => languages.length > 0)
        const isCoverable = (workload: string) =>
          able.some((one) => one.endorsements.some((e) => e.workload === workload))
        expect(shares.length < most && uncovered.some(isCoverable)).toBe(false)
      }),
    )
  })

  it('[RF-02] spreads referrals evenly over a long run', () => {
    const received = new Map(Array.from({ length: 50 }, (_, i) => [`p${i}`, 0]))
    for (let i = 0; i < 2_000; i += 1) {
      const all = [...received].map(([id, count]) => candidate(id, ['Teams'], { received: count }))
      const [share] = match(wanted('Teams'), all, { at, most: 3 }).shares
      received.set(share?.partnerId ?? '', (received.get(share?.partnerId ?? '') ?? 0) + 1)
    }
    const counts = [...received.values()]
    const sum = counts.reduce((total, count) => total + count, 0)
    const fairness = sum ** 2 / (counts.length * counts.reduce((total, count) => total + count ** 2, 0))
    process.stdout.write(
      `fairness of matching (Jain's index over 50 partners and 2,000 referrals): ${fairness.toFixed(4)}\n`,
    )

    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })
})

function byId(considered: readonly Considered[] | undefined): readonly Considered[] | undefined {
  return considered?.toSorted((a, b) => (a.partnerId < b.partnerId ? -1 : 1))
}
