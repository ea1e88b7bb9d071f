import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tierOf, toldAttributes } from '../../../src/domain/standing/tier.ts'
import { trailblazer } from '../../support/trailblazer.ts'

/** Every attribute at the value that earns all its points, but for what a test says. */
function score(figures: Readonly<Record<string, number>>, standing: number | null = null) {
  return tierOf(trailblazer, { figures: new Map(Object.entries(figures)), standing })
}

const full = { acv: 1_000_000, certifications: 50, consultants: 20, solutions: 4, navigator: 5 }

describe('a tier', () => {
  it('[PC-08] is the top one when every attribute earns all its points', () => {
    expect(score(full, 10)).toMatchObject({
      score: 1000,
      name: 'Summit',
      next: null,
      pillars: [
        { key: 'customer-success', points: 250, most: 250 },
        { key: 'growth', points: 250, most: 250 },
        { key: 'innovation', points: 250, most: 250 },
        { key: 'lead', points: 250, most: 250 },
      ],
    })
  })

  it.each([
    [0, 'Base'],
    [249, 'Base'],
    [249.9, 'Base'],
    [250, 'Ridge'],
    [499, 'Ridge'],
    [500, 'Crest'],
    [749, 'Crest'],
    [750, 'Summit'],
    [1000, 'Summit'],
  ])('[PC-08] of %d points is %s', (points, name) => {
    const single = {
      ...trailblazer,
      attributes: [{ key: 'acv', pillar: 'growth', points: 1000, full: 1000, from: 'figure' as const }],
    }

    expect(tierOf(single, { figures: new Map([['acv', points]]), standing: null })).toMatchObject({
      score: points,
      name,
    })
  })

  it('[PC-08] earns the share of its points below the full value, and no more above it', () => {
    // 4 of 10 projects: 100 of 250; 25 of 50 certifications: 62.5 of 125; twice the ACV: 250
    const { score: points, name, next, attributes } = score({ certifications: 25, acv: 2_000_000 }, 4)

    expect({ points, name, next }).toEqual({ points: 412.5, name: 'Ridge', next: { name: 'Crest', points: 87.5 } })
    expect(attributes.find(({ key }) => key === 'solutions')).toMatchObject({ value: null, points: 0, most: 125 })
  })

  it('[PC-08] names the figures that are told: all but the standing', () => {
    expect(toldAttributes(trailblazer)).toEqual(Object.keys(full))
    expect(toldAttributes(undefined)).toEqual([])
  })

  it('[PC-08] never falls when a figure grows, and never leaves its scale', () => {
    const amount = fc.double({ min: 0, max: 2_000_000, noNaN: true })
    fc.assert(
      fc.property(amount, amount, (acv, more) => {
        const [one, two] = [score({ acv }), score({ acv: acv + more })]
        expect(two.score).toBeGreaterThanOrEqual(one.score)
        expect(two.score).toBeLessThanOrEqual(1000)
      }),
    )
  })
})
