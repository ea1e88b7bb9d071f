import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Evidence, evidenceKinds, exclusions } from '../../../src/domain/evidence.ts'
import { standingOf } from '../../../src/domain/standing/standing.ts'
import type { StandingRule } from '../../../src/domain/standingRule.ts'
import { berlin, pieces } from '../../support/evidence.ts'

const counting = {
  rule: 'response-count',
  atLeast: 10,
  perOrganisation: 4,
  organisations: 2,
  window: '12 months',
  locations: 'each',
  substitutes: [{ evidence: 'evaluation', competency: 'learning', atLeast: 5 }],
  notices: [],
} as const satisfies StandingRule

const rules: readonly StandingRule[] = [
  { rule: 'average', measure: 'nsat', above: 80, window: '12 months' },
  { rule: 'count-above', measure: 'mean', above: 2, perOrganisation: 2, fiscalYearStartsOn: '02-01' },
  counting,
  { ...counting, locations: 'together' },
]

const instant = fc.date({ min: new Date('2025-12-01'), max: new Date('2027-06-01'), noInvalidDate: true })
const somePiece = fc.record<Omit<Evidence, 'id'>>({
  kind: fc.constantFrom(...evidenceKinds),
  partnerId: fc.constantFrom('berlin', 'munich'),
  at: instant,
  organisation: fc.constantFrom('a', 'b', 'c', null),
  value: fc.option(fc.integer({ min: 1, max: 4 })),
  exclusion: fc.option(fc.record({ reason: fc.constantFrom(...exclusions), since: instant })),
})
const someEvidence = fc
  .array(somePiece, { maxLength: 60 })
  .map((some): readonly Evidence[] => some.map((one, i) => ({ ...one, id: `evd-${i}` })))
const competencies = fc.constantFrom([], ['learning'])

describe('any standing', () => {
  it('counts each piece that is known on the day, or says why not: once, and in the same order whatever order they come in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), someEvidence, competencies, (rule, evidence, has) => {
        const context = { ...berlin, competencies: has }
        const standing = standingOf(rule, evidence, context)

        const known = evidence.filter(({ at }) => at <= context.asOf).map(({ id }) => id)
        const told = [...standing.counted, ...standing.excluded.map(({ id }) => id)]
        expect(told.toSorted()).toEqual(known.toSorted())
        expect(standingOf(rule, evidence.toReversed(), context)).toEqual(standing)
        expect(standing.met).toBe(standing.missing === null)
      }),
    )
  })

  it('[CI-08] [CI-14] is met by what it says is missing, and by not one less', () => {
    const organisation = fc.constantFrom('a', 'b', 'c', 'd')
    fc.assert(
      fc.property(fc.array(organisation, { maxLength: 14 }), (organisations) => {
        const evidence = organisations.flatMap((one, i) => pieces(1, one).map((piece) => ({ ...piece, id: `${i}` })))
        const { missing } = standingOf(counting, evidence, berlin)
        if (missing === null) return
        const more = Array.from({ length: missing.count }, (_, i) => pieces(1, `new-${i}`)).flat()

        expect(standingOf(counting, [...evidence, ...more], berlin).met).toBe(true)
        expect(standingOf(counting, [...evidence, ...more.slice(1)], berlin).met).toBe(false)
      }),
    )
  })
})
