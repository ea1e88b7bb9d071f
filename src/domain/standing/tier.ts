import type { Tiers } from '../standingRule.ts'

/** What a partner earns over all attributes, and the tier that gives.
 *  @source PC-08 */
export type Tier = {
  /** Points over all pillars. */
  readonly score: number
  /** Null below the lowest tier. */
  readonly name: string | null
  /** The tier above, and how many points it is away; null at the top. */
  readonly next: { readonly name: string; readonly points: number } | null
  readonly pillars: readonly { readonly key: string; readonly points: number; readonly most: number }[]
  readonly attributes: readonly Attribute[]
}

export type Attribute = {
  readonly key: string
  readonly pillar: string
  readonly from: 'figure' | 'standing'
  /** Null where nobody told it: it earns nothing. */
  readonly value: number | null
  readonly points: number
  readonly most: number
}

/** The tier that figures give: each attribute earns its points in full from a value on, and its share of them below.
 *  @param figures what was told, by attribute  @param standing the value of the standing  @example 30 of 40 certifications earn 75 of 100 points */
export function tierOf(
  { attributes, tiers }: Tiers,
  { figures, standing }: { figures: ReadonlyMap<string, number>; standing: number | null },
): Tier {
  const earned = attributes.map(({ key, pillar, points: most, full, from }) => {
    const value = from === 'standing' ? standing : (figures.get(key) ?? null)
    const share = Math.min(1, Math.max(0, (value ?? 0) / full))
    return { key, pillar, from, value, points: exact(most * share), most }
  })
  const score = exact(sum(earned, 'points'))
  const ladder = tiers.toSorted((a, b) => a.from - b.from)
  const next = ladder.find(({ from }) => from > score)
  return {
    score,
    name: ladder.findLast(({ from }) => from <= score)?.name ?? null,
    next: next ? { name: next.name, points: exact(next.from - score) } : null,
    pillars: [...new Set(earned.map(({ pillar }) => pillar))].map((key) => {
      const within = earned.filter(({ pillar }) => pillar === key)
      return { key, points: exact(sum(within, 'points')), most: exact(sum(within, 'most')) }
    }),
    attributes: earned,
  }
}

/** The attributes of a program that are told, not computed. */
export function toldAttributes(tiers: Tiers | undefined): readonly string[] {
  return (tiers?.attributes ?? []).filter(({ from }) => from === 'figure').map(({ key }) => key)
}

function sum(attributes: readonly Attribute[], what: 'points' | 'most'): number {
  return attributes.reduce((total, attribute) => total + attribute[what], 0)
}

/** Without what adding fractions is off by, so that 250 points are 250. */
function exact(points: number): number {
  return Math.round(points * 1e6) / 1e6
}
