import { parseArgs } from 'node:util'
import { isSectionName, runSections, sectionNames } from './sections.ts'

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

/** Measures what was asked for, prints it, and writes it down if told to. @returns 0, or 2 when it was asked for nonsense */
async function run(): Promise<number> {
  const { only, quick, write } = values
  const sleepers = Number(values.sleepers ?? (quick ? 500 : 100_000))
  if (!Number.isInteger(sleepers) || sleepers < 100) return refuse('--sleepers takes a whole number from 100 on')
  if (only !== undefined && !isSectionName(only)) return refuse(`--only takes one of ${sectionNames.join(', ')}`)
  if (write && (quick || only)) return refuse('--write takes a whole run: without --quick and without --only')
  await runSections({ names: only ? [only] : sectionNames, size: { quick, sleepers }, write })
  return 0
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
