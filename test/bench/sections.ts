import { cost } from './cost.ts'
import { lives } from './lives.ts'
import { matching } from './matching.ts'
import { pages } from './pages.ts'
import { responses } from './responses.ts'
import { results } from './results.ts'
import type { Size } from './size.ts'
import { sleepers } from './sleepers.ts'
import { standings } from './standings.ts'
import { starts } from './starts.ts'
import type { Section } from './table.ts'
import { tell } from './tell.ts'

const sections = {
  cost,
  responses,
  standings,
  results,
  matching,
  pages,
  starts,
  lives,
  sleepers,
} as const satisfies Record<string, (size: Size) => Promise<Section>>

export type SectionName = keyof typeof sections
export const sectionNames: readonly SectionName[] = [
  'cost',
  'responses',
  'standings',
  'results',
  'matching',
  'pages',
  'starts',
  'lives',
  'sleepers',
]

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(sections, name)
}

/** Measures sections one after the other, each on parts of its own. */
export async function runSections({
  names,
  size,
}: {
  readonly names: readonly SectionName[]
  readonly size: Size
}): Promise<readonly Section[]> {
  const done: Section[] = []
  for (const name of names) {
    tell(name)
    done.push(await sections[name](size))
  }
  return done
}
