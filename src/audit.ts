import { argv, exit, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { loadDatabaseUrl } from './config.ts'
import { openDatabase } from './db/database.ts'
import { checkSeals, type SealCheck } from './db/sealCheck.ts'

/** `npm run audit:verify [-- --head <hash>]`: walks the chain of the audit trail. Ends with 1 when it is broken. */
const { values } = parseArgs({ args: argv.slice(2), options: { head: { type: 'string' } } })
const db = openDatabase(loadDatabaseUrl(), { connections: 1 })
const check = await checkSeals(db, { noted: values.head?.toLowerCase() })
await db.destroy()
stdout.write(reportOf(check))
exit(check.broken ? 1 : 0)

function reportOf({ entries, seals, unsealed, head, broken }: SealCheck): string {
  const lines = [`entries   ${entries}`, `sealed    ${seals}`, `unsealed  ${unsealed}`, `head      ${head ?? 'none'}`]
  const verdict = broken
    ? `BROKEN    entry ${broken.entry}: ${broken.how}`
    : 'unbroken  every sealed entry is as it was written'
  return `${[...lines, verdict].join('\n')}\n`
}
