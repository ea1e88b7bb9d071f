import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frequencyRules, schedule } from '../../src/domain/frequency.ts'

const day = 24 * 60 * 60 * 1000
const on = (days: number) => new Date(days * day)
const once = [{ requests: 1, period: 90 * day }]

/** The days on which requests may be made, by name. */
function days(
  waiting: readonly { id: string; dueAt: Date; rules?: typeof once }[],
  { made = [], now = 0 }: { made?: readonly number[]; now?: number } = {},
): Readonly<Record<string, number>> {
  const awaiting = waiting.map((one) => ({ rules: once, ...one }))
  const turns = schedule(awaiting, { made: made.map(on), now: on(now) })
  return Object.fromEntries([...turns].map(([id, at]) => [id, at.getTime() / day]))
}

describe('requests to one person', () => {
  it('[PV-01] may be made at once when there was none in the period', () => {
    expect(days([{ id: 'a', dueAt: on(100) }], { made: [1, 9], now: 100 })).toEqual({ a: 100 })
  })

  it('[PV-01] wait for the first allowed day, whatever the person was asked for', () => {
    expect(days([{ id: 'a', dueAt: on(50) }], { made: [1, 9], now: 50 })).toEqual({ a: 99 })
  })

  it('[PV-01] go by due date, and by id when that is the same', () => {
    const waiting = [
      { id: 'c', dueAt: on(2) },
      { id: 'b', dueAt: on(1) },
      { id: 'a', dueAt: on(2) },
    ]

    expect(days(waiting, { now: 3 })).toEqual({ b: 3, a: 93, c: 183 })
  })

  it('[PV-01] do not overtake one that is due before, even under a looser rule', () => {
    const strict = { id: 'strict', dueAt: on(1), rules: [{ requests: 1, period: 180 * day }] }
    const loose = { id: 'loose', dueAt: on(2) }

    expect(days([loose, strict], { made: [0], now: 2 })).toEqual({ strict: 180, loose: 270 })
  })

  it('[PV-01] keep to the rule of their program as well', () => {
    const rules = frequencyRules({ day, interval: 90 * day }, { requests: 2, per: '365 days' })

    expect(days([{ id: 'a', dueAt: on(200), rules: [...rules] }], { made: [0, 100], now: 200 })).toEqual({ a: 365 })
  })

  it('[PV-01] never come closer than the rule allows, in whatever order they are listed', () => {
    const someDay = fc.integer({ min: 0, max: 400 })
    const waiting = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), due: someDay }), {
      selector: ({ id }) => id,
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        waiting,
        fc.array(someDay, { maxLength: 5 }),
        fc.integer({ min: 400, max: 500 }),
        (queue, made, now) => {
          const awaiting = queue.map(({ id, due }) => ({ id, dueAt: on(due) }))

          const turns = days(awaiting, { made, now })

          expect(days(awaiting.toReversed(), { made, now })).toEqual(turns)
          const planned = Object.values(turns).toSorted((a, b) => a - b)
          const asked = [...planned, ...made].toSorted((a, b) => a - b)
          for (const at of planned) {
            expect(at).toBeGreaterThanOrEqual(now)
            expect(asked.filter((other) => other > at - 90 && other <= at)).toHaveLength(1)
          }
        },
      ),
    )
  })
})
