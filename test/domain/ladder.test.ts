import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextRung, type Rung, sendersOf } from '../../src/domain/ladder.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const start: Rung = { sender: 0, softBounces: 0 }
const permanences = fc.constantFrom('hard' as const, 'soft' as const)

describe('the delivery ladder', () => {
  it.each([
    { bounces: ['soft'], senders: 2, end: { sender: 0, softBounces: 1 } },
    { bounces: ['soft', 'soft'], senders: 2, end: { sender: 0, softBounces: 2 } },
    { bounces: ['soft', 'soft', 'soft'], senders: 2, end: { sender: 1, softBounces: 0 } },
    { bounces: ['hard'], senders: 2, end: { sender: 1, softBounces: 0 } },
    { bounces: ['soft', 'hard', 'soft'], senders: 2, end: { sender: 1, softBounces: 1 } },
    { bounces: ['hard'], senders: 1, end: undefined },
    { bounces: ['hard', 'hard'], senders: 2, end: undefined },
    { bounces: ['soft', 'soft', 'soft'], senders: 1, end: undefined },
  ] as const)('[PC-11] leads with $senders senders over $bounces to $end', ({ bounces, senders, end }) => {
    let rung: Rung | undefined = start
    for (const bounce of bounces) rung = rung && nextRung(rung, bounce, { senders })

    expect(rung).toEqual(end)
  })

  it('[PC-11] ends whatever bounces how: after three tries from each sender at most, and never goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.infiniteStream(permanences), (senders, bounces) => {
        const rungs: Rung[] = []
        for (let at: Rung | undefined = start; at; at = nextRung(at, bounces.next().value, { senders })) rungs.push(at)

        const heights = rungs.map(({ sender, softBounces }) => 3 * sender + softBounces)
        expect(heights).toEqual([...new Set(heights)].toSorted((one, other) => one - other))
        expect(Math.max(...rungs.map(({ sender }) => sender))).toBe(senders - 1)
        expect(rungs.length).toBeGreaterThanOrEqual(senders)
        expect(rungs.length).toBeLessThanOrEqual(3 * senders)
      }),
    )
  })

  it('tries the program’s own address first, then its alternates in their order', () => {
    const { sender } = fasttrack
    expect(sendersOf({ sender })).toEqual([sender.address])
    const alternates = ['second@plaudit.example', 'third@plaudit.example']
    expect(sendersOf({ sender: { ...sender, alternates } })).toEqual([sender.address, ...alternates])
  })
})
