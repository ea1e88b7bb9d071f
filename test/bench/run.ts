import { parseArgs } from 'node:util'
import { isSectionName, runSections, sectionNames } from './sections.ts'
import { plainTable } from './table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 1
})
process.exit()

/** Measures what was asked for and prints it. @returns 0, or 2 when it was asked for nonsense */
async function run(): Promise<number> {
  const { only, quick } = values
  if (only !== undefined && !isSectionName(only)) return refuse(`--only takes one of ${sectionNames.join(', ')}`)
  const sections = await runSections({ names: only ? [only] : sectionNames, size: { quick } })
  if (quick) process.stdout.write('QUICK: sizes for trying the bench out; the figures say nothing.\n')
  process.stdout.write(`${plainTable(sections.flatMap(({ rows }) => rows))}\n`)
  return 0
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
