import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GateFact, isReached, missingGates } from '../../src/domain/gates.ts'
import { waitingBeforeSurvey } from '../../src/domain/waiting.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const milestone = (percent: number, day: number): GateFact => ({ type: 'milestone', percent, at: on(day) })
const payment = (status: 'completed' | 'reversed', day: number): GateFact => ({ type: 'payment', status, at: on(day) })
const missing = (...facts: GateFact[]) => missingGates(fasttrack.opensOn, facts).map(({ gate }) => gate)

function on(day: number): string {
  return new Date(Date.UTC(2026, 0, day)).toISOString()
}

describe('the gates of FastTrack', () => {
  it.each([
    ['nothing', [], ['milestone', 'payment']],
    ['the milestone alone', [milestone(10, 1)], ['payment']],
    ['the payment alone', [payment('completed', 1)], ['milestone']],
    ['9.99 % of the work and the payment', [milestone(9.99, 1), payment('completed', 1)], ['milestone']],
    ['exactly 10 % and the payment', [milestone(10, 1), payment('completed', 2)], []],
    ['all of the work and the payment, which came first', [payment('completed', 1), milestone(100, 2)], []],
    ['a payment that was reversed', [milestone(10, 1), payment('completed', 2), payment('reversed', 3)], ['payment']],
    [
      'a reversal that was told first',
      [payment('reversed', 3), milestone(10, 1), payment('completed', 2)],
      ['payment'],
    ],
    ['a payment made again', [milestone(10, 1), payment('reversed', 3), payment('completed', 4)], []],
    ['a milestone taken back', [milestone(30, 1), payment('completed', 1), milestone(5, 2)], ['milestone']],
    [
      'payment and reversal in one instant',
      [milestone(10, 1), payment('reversed', 2), payment('completed', 2)],
      ['payment'],
    ],
    ['a completion, which is no gate of it', [{ type: 'completed', at: on(1) } as const], ['milestone', 'payment']],
  ])('[FT-01] with %s still miss what has not come', (_, facts, expected) => {
    expect(missing(...facts)).toEqual(expected)
  })

  it('[FT-01] count the instant an event happened, whatever time zone it is written in', () => {
    const facts: GateFact[] = [
      { type: 'payment', status: 'completed', at: '2026-01-01T12:00:00+02:00' },
      { type: 'payment', status: 'reversed', at: '2026-01-01T11:00:00Z' },
    ]

    expect(missing(milestone(10, 1), ...facts)).toEqual(['payment'])
  })

  it('[MX-02] are owed one after the other, in the order of the program', () => {
    expect(waitingBeforeSurvey(fasttrack, [], { eligible: 0 })).toEqual({
      what: 'milestone',
      owedBy: 'partner',
      until: null,
    })
    expect(waitingBeforeSurvey(fasttrack, [milestone(10, 1)], { eligible: 1 })).toEqual({
      what: 'payment',
      owedBy: 'owner',
      until: null,
    })
    const reached = [milestone(10, 1), payment('completed', 1)]
    expect(waitingBeforeSurvey(fasttrack, reached, { eligible: 0 })).toMatchObject({
      what: 'contacts',
      owedBy: 'partner',
    })
    expect(waitingBeforeSurvey(fasttrack, reached, { eligible: 1 })).toMatchObject({
      what: 'answers',
      owedBy: 'customer',
    })
  })
})

describe('a gate', () => {
  it('of a milestone without a percentage takes all of the work', () => {
    const gate = { gate: 'milestone', owedBy: 'partner' } as const

    expect(isReached(gate, [milestone(99, 1)])).toBe(false)
    expect(isReached(gate, [milestone(100, 1)])).toBe(true)
  })

  it('of completion is reached by its fact and no other', () => {
    const gate = { gate: 'completed', owedBy: 'partner' } as const

    expect(isReached(gate, [milestone(100, 1), payment('completed', 1)])).toBe(false)
    expect(isReached(gate, [{ type: 'completed', at: on(1) }])).toBe(true)
  })
})

describe('any facts', () => {
  const day = fc.integer({ min: 1, max: 6 })
  const fact = fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 100 }), day).map(([percent, at]) => milestone(percent, at)),
    fc
      .tuple(fc.constantFrom('completed' as const, 'reversed' as const), day)
      .map(([status, at]) => payment(status, at)),
  )
  const some = fc.array(fact, { maxLength: 12 })

  it('[FT-01] decide the same in whatever order and however often they come', () => {
    const told = some.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length, maxLength: facts.length * 2 }),
      ),
    )
    fc.assert(
      fc.property(told, ([facts, again]) => {
        expect(missing(...facts, ...again)).toEqual(missing(...facts))
        expect(missing(...again, ...facts)).toEqual(missing(...facts))
      }),
    )
  })

  it('open nothing that their newest fact holds back', () => {
    fc.assert(
      fc.property(some, (facts) => {
        expect(missing(...facts, payment('reversed', 7))).toContain('payment')
        expect(missing(...facts, payment('completed', 7))).not.toContain('payment')
      }),
    )
  })
})
