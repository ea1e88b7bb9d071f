import { fewest } from './disclosure.ts'
import type { Program } from './program.ts'
import type { Standing } from './standing/standing.ts'

/** What is kept of a standing each time it changes. */
export type KeptStanding = Pick<Standing, 'met' | 'value' | 'threshold' | 'n'> & {
  /** Null where the program has no tiers, and below the lowest. */
  readonly tier: string | null
}

/** What may change about a standing. */
export const standingParts = ['met', 'tier', 'value', 'threshold', 'n'] as const

export type StandingPart = (typeof standingParts)[number]

/** What is different about a standing; all of it, where there was none before.
 *  @returns empty when nothing is */
export function changesOf(before: KeptStanding | undefined, after: KeptStanding): readonly StandingPart[] {
  return standingParts.filter((part) => before === undefined || before[part] !== after[part])
}

/** Whether a standing's value would tell what few people answered: a score of a confidential program, made of fewer than five.
 *  @source MX-05 */
export function tellsOfFew({ privacy, standing }: Pick<Program, 'privacy' | 'standing'>, n: number): boolean {
  return privacy === 'confidential' && standing.rule === 'average' && n < fewest
}

/** Whether a partner is told: it stands on the other side of the rule than before, or on another tier. Where it stood first is no
 *  change.
 *  @source CI-11 */
export function isNews(before: KeptStanding | undefined, after: KeptStanding): boolean {
  return before !== undefined && (before.met !== after.met || before.tier !== after.tier)
}
