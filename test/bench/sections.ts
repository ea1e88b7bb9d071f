import { cost } from './cost.ts'
import { lives } from './lives.ts'
import { starts } from './starts.ts'
import { responses } from './responses.ts'
import type { Size } from './size.ts'
import { plainTable, type Section } from './table.ts'

const sections = { cost, responses, starts, lives } as const satisfies Record<string, (size: Size) => Promise<Section>>

export type SectionName = keyof typeof sections
export const sectionNames: readonly SectionName[] = ['cost', 'responses', 'starts', 'lives']

export function isSectionName(name: string): name is SectionName {
  return name in sections
}

export async function runSections({ names, size }: { names: readonly SectionName[]; size: Size; write: boolean }): Promise<readonly Section[]> {
  const done: Section[] = []
  for (const name of names) done.push(await sections[name](size))
  process.stdout.write(`${plainTable(done.flatMap((section) => section.rows))}\n`)
  return done
}
