import { csatIndex } from './csatIndex.ts'
import { fasttrack } from './fasttrack.ts'
import { partnerCsat } from './partnerCsat.ts'
import type { Story } from './story.ts'

/** A year of each program. */
export const stories: readonly Story[] = [...fasttrack, ...csatIndex, ...partnerCsat]

/** Where all of it leaves the partner, as the README calculates by hand. */
export const standings = [
  { program: 'fasttrack', met: true, value: 125 },
  { program: 'csat-index', met: true, value: 10 },
  { program: 'partner-csat', met: true, value: 3, tier: 'Ridge' },
] as const

/** What the partner's attributes are beside its satisfaction, for the tier it gets. */
export const figures = { acv: 500_000, certifications: 25, 'certified-consultants': 10 } as const
