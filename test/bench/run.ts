import { parseArgs } from 'node:util'
import { isSectionName, runSections, sectionNames } from './sections.ts'
import { plainTable } from './table.ts'
import { writeResults } from './write.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    sleepers: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 1
})
process.exit()

/** Measures what was asked for and prints it. @returns 0, or 2 when it was asked for nonsense */
async function run(): Promise<number> {
  const { only, quick, write } = values
  const sleepers = Number(values.sleepers ?? (quick ? 500 : 100_000))
  if (!Number.isInteger(sleepers) || sleepers < 10) return refuse('--sleepers takes a number of at least 10')
  if (only !== undefined && !isSectionName(only)) return refuse(`--only takes one of ${sectionNames.join(', ')}`)
  const sections = await runSections({ names: only ? [only] : sectionNames, size: { quick, sleepers } })
  if (quick) process.stdout.write('QUICK: sizes for trying the bench out; the figures say nothing.\n')
  const rows = sections.flatMap((section) => section.rows)
  process.stdout.write(`${plainTable(rows)}\n`)
  if (write) await writeResults(rows)
  return 0
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
