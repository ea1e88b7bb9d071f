import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delivery, deliveries, isLost, moreFinal } from '../../src/domain/delivery.ts'

describe('what became of a letter', () => {
  it('is the most final thing that was told, in whatever order and however often', () => {
    const told = fc.array(fc.constantFrom(...deliveries), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(told, (events) => {
        let state: Delivery | undefined
        for (const event of events) state = moreFinal(state, event)

        expect(state).toBe(deliveries.findLast((one) => events.includes(one)))
      }),
    )
  })

  it.each([
    ['bounced', 'delivered', 'bounced'],
    ['complained', 'delivered', 'complained'],
    ['delivered', 'complained', 'complained'],
    ['delayed', 'delivered', 'delivered'],
    ['delivered', 'delayed', 'delivered'],
  ] as const)('is, after %s and then %s, %s', (before, told, after) => {
    expect(moreFinal(before, told)).toBe(after)
  })

  it('is a loss where nobody can have read it', () => {
    expect(deliveries.filter(isLost)).toEqual(['failed', 'suppressed', 'bounced'])
  })
})
