import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/domain/evidence.ts'
import type { Context } from '../../../src/domain/standing/standing.ts'
import { standingOf } from '../../../src/domain/standing/standing.ts'
import type { StandingRule } from '../../../src/domain/standingRule.ts'
import { berlin, piece, pieces } from '../../support/evidence.ts'

/** As the CSAT Index counts: 10 answers of at least 2 organisations, the first 8 of each. */
const rule = {
  rule: 'response-count',
  atLeast: 10,
  perOrganisation: 8,
  organisations: 2,
  window: '12 months',
  locations: 'each',
  substitutes: [{ evidence: 'evaluation', competency: 'learning', atLeast: 10 }],
  notices: [],
} as const satisfies StandingRule

function standing(
  evidence: readonly Evidence[],
  context: Partial<Context> = {},
  other: Partial<typeof rule> | object = {},
) {
  return standingOf({ ...rule, ...other }, evidence, { ...berlin, ...context })
}

describe('the count of responses', () => {
  it('[CI-08] [CI-10] is met by 10 answers of 2 organisations, whatever they said', () => {
    const { met, value, threshold, n, missing, interval } = standing([
      ...pieces(8, 'contoso', { value: 1 }),
      ...pieces(2, 'tailspin', { value: null }),
    ])

    expect({ met, value, threshold, n, missing, interval }).toEqual({
      met: true,
      value: 10,
      threshold: 10,
      n: 10,
      missing: null,
      interval: null,
    })
  })

  it('[CI-08] counts the 8th answer of an organisation and not the 9th', () => {
    const { value, counted, excluded } = standing(pieces(9, 'contoso'))

    expect(value).toBe(8)
    expect(counted.at(-1)).toBe('contoso-8')
    expect(excluded).toEqual([{ id: 'contoso-9', reason: 'over-cap' }])
  })

  it('[CI-08] takes the first 8 by when they were given; of the same instant by id, in whatever order they come', () => {
    const same = ['b', 'a', 'j', 'i', 'h', 'g', 'f', 'e', 'd', 'c'].map((id) => piece(id))

    const { excluded } = standing(same)

    expect(excluded.map(({ id }) => id)).toEqual(['i', 'j'])
    expect(standing(same.toReversed())).toEqual(standing(same))
  })

  it('[CI-08] is not met by 20 answers of a single organisation: 2 more of at least 1 other are missing', () => {
    expect(standing(pieces(20, 'contoso')).missing).toMatchObject({ count: 2, organisations: 1 })
  })

  it('[CI-08] says from how many more organisations the rest must come', () => {
    const thirty = { atLeast: 30 }

    expect(standing([], {}, thirty).missing).toMatchObject({ count: 30, organisations: 4 })
    expect(standing(pieces(8, 'contoso'), {}, thirty).missing).toMatchObject({ count: 22, organisations: 3 })
    expect(standing([...pieces(8, 'contoso'), ...pieces(1, 'tailspin')]).missing).toMatchObject({
      count: 1,
      organisations: 0,
    })
  })

  it('[CI-09] counts an answer until just before the renewal; at its instant it belongs to the next period', () => {
    const last = piece('last', { at: new Date('2027-03-31T21:59:59.999Z') })
    const next = piece('next', { at: new Date('2027-03-31T22:00:00.000Z') })

    const before = standing([last, next], { asOf: last.at })
    const after = standing([last, next], { asOf: next.at })

    expect(before.counted).toEqual(['last'])
    expect(before.window.to).toEqual(next.at)
    expect(after.counted).toEqual(['next'])
    expect(after.excluded).toEqual([{ id: 'last', reason: 'outside-window' }])
    expect(after.window).toEqual({ from: next.at, to: new Date('2028-03-31T22:00:00.000Z') })
  })

  it('[CI-09] begins on the day a year before the renewal', () => {
    const early = piece('early', { at: new Date('2026-03-31T21:59:59.999Z') })
    const first = piece('first', { at: new Date('2026-03-31T22:00:00.000Z') })

    expect(standing([early, first])).toMatchObject({
      counted: ['first'],
      excluded: [{ id: 'early', reason: 'outside-window' }],
    })
  })

  it('[CI-14] invites four times as many as are missing, or by the rate the partner is known to have', () => {
    const seven = [...pieces(5, 'contoso'), ...pieces(2, 'tailspin')]

    expect(standing(seven).missing).toEqual({
      what: 'responses',
      count: 3,
      organisations: 0,
      until: '2027-03-31',
      invite: 12,
    })
    expect(standing(seven, { responseRate: 0.5 }).missing).toMatchObject({ invite: 6 })
  })

  it('[CI-12] is met by 10 evaluations where the membership has the competency, and not where it has not', () => {
    const evidence = [...pieces(10, 'course', { kind: 'evaluation' }), piece('answer')]

    const learning = standing(evidence, { competencies: ['learning'] })
    expect(learning).toMatchObject({ met: true, of: 'evaluation', value: 10, threshold: 10, missing: null })
    expect(learning.excluded).toEqual([{ id: 'answer', reason: 'other-way' }])

    const other = standing(evidence)
    expect(other).toMatchObject({ met: false, of: 'response', value: 1, missing: { count: 9 } })
    expect(new Set(other.excluded.map(({ reason }) => reason))).toEqual(new Set(['no-competency']))
  })

  it('[CI-12] asks for answers as long as evaluations are too few', () => {
    const evidence = [...pieces(9, 'course', { kind: 'evaluation' }), piece('answer')]

    expect(standing(evidence, { competencies: ['learning'] })).toMatchObject({
      met: false,
      of: 'response',
      value: 1,
      missing: { count: 9 },
    })
  })

  it('[CI-13] lets one location that meets it by itself cover the others, and never adds them up', () => {
    const at = (partnerId: string, count: number) => [
      ...pieces(8, 'contoso', { partnerId }).map((one) => ({ ...one, id: `${partnerId}-${one.id}` })),
      ...pieces(count, 'tailspin', { partnerId }).map((one) => ({ ...one, id: `${partnerId}-${one.id}` })),
    ]

    expect(standing([...at('berlin', 1), ...at('munich', 1)])).toMatchObject({ met: false, value: 9 })
    const covered = standing([...at('berlin', 1), ...at('munich', 2)])
    expect(covered).toMatchObject({ met: true, value: 10 })
    expect(covered.counted.every((id) => id.startsWith('munich-'))).toBe(true)
    expect(new Set(covered.excluded.map(({ reason }) => reason))).toEqual(new Set(['other-location']))
  })

  it('[CI-13] adds locations up where the program says so', () => {
    const evidence = [
      ...pieces(5, 'contoso', { partnerId: 'berlin' }),
      ...pieces(5, 'tailspin', { partnerId: 'munich' }),
    ]

    expect(standing(evidence, {}, { locations: 'together' })).toMatchObject({ met: true, value: 10, excluded: [] })
  })

  it('moves along with the days where no renewal is known', () => {
    const { window, missing } = standing([], { renewsOn: null })

    expect(window).toEqual({ from: new Date('2026-03-15T23:00:00Z'), to: new Date('2027-03-15T23:00:00Z') })
    expect(missing).toMatchObject({ count: 10, until: null })
  })
})
