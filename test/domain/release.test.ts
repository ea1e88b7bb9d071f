import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { released } from '../../src/domain/release.ts'
import { type Reply, tally } from '../../src/domain/tally.ts'
import { canWorkOut } from './attacker.ts'

const day = 24 * 60 * 60 * 1000
const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * day)

function said(n: number, over: { pool?: string; withdrawnAt?: Date | null } = {}) {
  return { n, pool: 'one', at: at(n), withdrawnAt: null, ...over }
}

describe('what is let out in groups', () => {
  it('[MX-05] waits until five of a pool are there, and then comes out at once', () => {
    const four = [0, 1, 2, 3].map((n) => said(n))

    expect(released(four, { together: 5 })).toEqual([])
    expect(released([...four, said(4, { pool: 'other' })], { together: 5 })).toEqual([])
    expect(released([...four, said(9), said(10)], { together: 5 })).toEqual([
      { members: [...four, said(9)], at: at(9) },
    ])
  })

  it('[MX-05] is the same group for good, whoever comes or goes later', () => {
    const ten = Array.from({ length: 10 }, (_, n) => said(n))
    const [first, second] = released(ten, { together: 5 })
    const without7 = ten.map((one) => (one.n === 7 ? { ...one, withdrawnAt: at(20) } : one))

    expect(released([...ten, said(30)], { together: 5 })).toEqual([first, second])
    expect(released(without7, { together: 5 })).toEqual([first])
    expect(released([...without7, said(20)], { together: 5 })).toEqual([first])
  })

  it('[MX-05] is not spoilt by who was gone before it was let out, and a later answer takes the place of the earlier', () => {
    const five = [0, 1, 2, 3].map((n) => said(n))
    const changed = { ...said(3), withdrawnAt: at(4) }

    expect(released([...five.slice(0, 3), changed, said(4)], { together: 5 })).toEqual([])
    expect(released([...five.slice(0, 3), changed, said(4), said(5)], { together: 5 })).toHaveLength(1)
  })
})

/** A history of replies: who is asked about what, where, when, and who takes an answer back. */
const histories = fc.array(
  fc.record({
    partnerId: fc.constantFrom('fabrikam', 'northwind'),
    subject: fc.constantFrom('Exchange', 'Teams'),
    country: fc.constantFrom('DE', 'FR'),
    isAnonymous: fc.boolean(),
    wait: fc.integer({ min: 0, max: 40 }),
    goesAfter: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 5 }),
    isSilent: fc.boolean(),
  }),
  { minLength: 6, maxLength: 36 },
)
const questions = [{ key: 'overall', type: 'satisfaction4', required: false }] as const

describe('an attacker who asks everything, each time anything changed, and subtracts everything', () => {
  it('[MX-05] [CI-01] [CI-02] never works out what fewer than five answered, nor any difference of so few', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let clock = 0
        const replies: readonly Reply[] = history.map(({ wait, goesAfter, isSilent, ...place }, i) => {
          clock += wait
          const withdrawnAt = goesAfter === null ? null : at(clock + goesAfter)
          // Whose answer each is shows in the counts: `i` stands for what the person said
          return { ...place, at: at(clock), withdrawnAt, answers: { overall: isSilent && i % 3 === 0 ? null : i } }
        })
        const moments = [...replies.map((reply) => reply.at), ...replies.flatMap((reply) => reply.withdrawnAt ?? [])]

        const known = new Map<string, readonly number[]>()
        for (const moment of moments) {
          const then = replies
            .filter((reply) => reply.at <= moment)
            .map((reply) => ({
              ...reply,
              withdrawnAt: reply.withdrawnAt && reply.withdrawnAt <= moment ? reply.withdrawnAt : null,
            }))
          for (const partner of ['fabrikam', 'northwind', undefined]) {
            const cells = tally(
              { catalogue: ['Exchange', 'Teams'], questions },
              then.filter(({ partnerId }) => !partner || partnerId === partner),
              'fives',
            )
            for (const { counts } of cells) {
              const row = replies.map((_, i) => counts[i] ?? 0)
              known.set(row.join(), row)
            }
          }
        }

        const table = [...known.values()]
        const groups = blocksOf(table, replies.length)
        expect(groups.every((group) => group.length >= 5)).toBe(true)
        for (const [i] of replies.entries())
          expect(
            canWorkOut(
              table,
              replies.map((_, j) => Number(i === j)),
            ),
          ).toBe(false)
        for (let i = 0; i + 1 < replies.length; i += 1) {
          expect(
            canWorkOut(
              table,
              replies.map((_, j) => Number(j === i) - Number(j === i + 1)),
            ),
          ).toBe(false)
          expect(
            canWorkOut(
              table,
              replies.map((_, j) => Number(j >= i && j < i + 4)),
            ),
          ).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  })
})

/** Those who appear in the same sums everywhere: no combination of sums tells them apart. */
function blocksOf(table: readonly (readonly number[])[], people: number): readonly (readonly number[])[] {
  const blocks = new Map<string, number[]>()
  for (let i = 0; i < people; i += 1) {
    const pattern = table.map((row) => row[i]).join('')
    if (pattern.includes('1')) blocks.set(pattern, [...(blocks.get(pattern) ?? []), i])
  }
  return [...blocks.values()]
}
