import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact, NumberedFact } from '../../src/domain/fact.ts'
import type { Gate } from '../../src/domain/program.ts'
import { Facts } from '../../workflows/facts.ts'

const opensOn: readonly Gate[] = [
  { gate: 'milestone', percent: 10, owedBy: 'partner' },
  { gate: 'payment', owedBy: 'owner' },
]
const people = ['ctc_a', 'ctc_b', 'ctc_c']

const contact = fc.constantFrom(...people)
const contacts = fc.subarray(people)
const at = fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString())
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ type: fc.constant('opened' as const) }),
  fc.record({ type: fc.constant('terminated' as const) }),
  fc.record({ type: fc.constant('milestone' as const), percent: fc.constantFrom(0, 9, 10, 100), at }),
  fc.record({ type: fc.constant('payment' as const), status: fc.constantFrom('completed' as const, 'reversed'), at }),
  fc.record({ type: fc.constant('contacts' as const), eligible: contacts, ineligible: contacts }),
  fc.record({
    type: fc.constant('settled' as const),
    contact,
    how: fc.constantFrom('answered' as const, 'declined', 'opted-out', 'bounced'),
  }),
  fc.record({ type: fc.constant('resent' as const), to: fc.oneof(fc.constant('partner' as const), contacts) }),
  fc.record({ type: fc.constant('reopened' as const), contacts }),
)

/** Facts as they were accepted, and the same in the order and repetition in which they may arrive. */
const arrivals = fc
  .array(fact, { maxLength: 14 })
  .map((list): readonly NumberedFact[] => list.map((one, i) => ({ ...one, seq: i + 1 })))
  .chain((accepted) =>
    fc
      .tuple(
        fc.shuffledSubarray([...accepted], { minLength: accepted.length }),
        fc.shuffledSubarray([...accepted]),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([shuffled, repeated, chunk]) => ({ accepted, arrived: [...repeated, ...shuffled], chunk })),
  )

describe('the facts of an engagement', () => {
  it('[MX-13] say the same in whatever order, packing and repetition they come', () => {
    fc.assert(
      fc.property(arrivals, ({ accepted, arrived, chunk }) => {
        const straight = new Facts()
        straight.add(accepted)
        const tangled = new Facts()
        for (let i = 0; i < arrived.length; i += chunk) tangled.add(arrived.slice(i, i + chunk))

        expect(answersOf(tangled)).toEqual(answersOf(straight))
      }),
      { numRuns: 1_000 },
    )
  })

  it('[MX-13] know how many different facts came, as the row of the engagement counts them', () => {
    fc.assert(
      fc.property(arrivals, ({ accepted, arrived }) => {
        const facts = new Facts()
        facts.add(arrived)

        expect(facts.seen).toBe(accepted.length)
      }),
    )
  })

  it('[FT-01] count a revocation once, however many facts confirm it', () => {
    const paid = { type: 'payment', status: 'completed' } as const
    const facts = new Facts()
    facts.add([
      { ...paid, at: '2026-01-01T00:00:00Z', seq: 1 },
      { type: 'milestone', percent: 10, at: '2026-01-01T00:00:00Z', seq: 2 },
      { type: 'payment', status: 'reversed', at: '2026-01-02T00:00:00Z', seq: 3 },
      { type: 'milestone', percent: 5, at: '2026-01-03T00:00:00Z', seq: 4 },
      { ...paid, at: '2026-01-04T00:00:00Z', seq: 5 },
    ])

    expect(facts.revocations(opensOn)).toBe(1)
    expect(facts.missing(opensOn)).toMatchObject([{ gate: 'milestone' }])
  })

  it('[MX-07] take a contact who declined as settled until the contact is asked anew', () => {
    const facts = new Facts()
    facts.add([
      { type: 'contacts', eligible: ['ctc_a', 'ctc_b'], ineligible: [], seq: 1 },
      { type: 'settled', contact: 'ctc_a', how: 'declined', seq: 2 },
      { type: 'settled', contact: 'ctc_b', how: 'answered', seq: 3 },
      { type: 'reopened', contacts: ['ctc_b'], seq: 4 },
    ])

    expect(facts.settlement('ctc_a')).toBe('declined')
    expect(facts.settlement('ctc_b')).toBeUndefined()
    expect(facts.reachable).toEqual(['ctc_b'])
  })
})

function answersOf(facts: Facts) {
  return {
    seen: facts.seen,
    missing: facts.missing(opensOn),
    revocations: facts.revocations(opensOn),
    terminated: facts.terminated,
    reopenings: facts.reopenings,
    named: facts.named,
    eligible: facts.eligible,
    reachable: facts.reachable,
    answered: facts.answered,
    settlements: people.map((one) => facts.settlement(one)),
    resends: ['partner', ...people].map((one) => facts.resends(one)),
    rounds: ['partner', ...people].map((one) => facts.rounds(one)),
  }
}
