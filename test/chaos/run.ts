import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Options, type Result, runChaos } from './chaos.ts'
import { writeRun } from './document.ts'
import { settingsApart } from './settings.ts'
import { tables } from './table.ts'
import { isGood } from './verdict.ts'

const { values: given } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
    engagements: { type: 'string', default: '300' },
    referrals: { type: 'string' },
    minutes: { type: 'string', default: '6' },
    clients: { type: 'string', default: '8' },
    mishaps: { type: 'string' },
    every: { type: 'string', default: '8' },
    day: { type: 'string', default: '1s' },
    write: { type: 'boolean', default: false },
  },
})
const minutes = Number(given.minutes)
const every = Number(given.every)
const options: Options = {
  seed: Number(given.seed),
  engagements: Number(given.engagements),
  referrals: Number(given.referrals ?? Math.ceil(Number(given.engagements) / 5)),
  clients: Number(given.clients),
  mishaps: Number(given.mishaps ?? Math.floor((minutes * 60 * 0.6) / every)),
  every: every * 1_000,
}

// Many engagements pass at once: what protects Resend and the API from that is not what is tried here.
process.env['EMAILS_PER_SECOND'] ??= '40'
process.env['REQUESTS_PER_MINUTE'] ??= '100000'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await run().catch((error: unknown) => {
  if (interrupted.signal.aborted) return 130
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
})
process.exit()

/** @returns 0 when nothing was found wrong */
async function run(): Promise<number> {
  const command = `npm run chaos -- --seed ${options.seed} --engagements ${options.engagements} --referrals ${options.referrals} --minutes ${minutes} --mishaps ${options.mishaps} --every ${every} --day ${given.day} --clients ${options.clients}`
  say(command)
  const settings = await settingsApart(given.day)
  const stop = AbortSignal.timeout(minutes * 60_000)
  const running = runChaos(options, { settings, tell: say, stop, interrupted: interrupted.signal })
  const result = await running.finally(() => interrupted.signal.aborted && remove(settings.STATE_DIR))

  say('', tables(result), ...complaints(result))
  const good = isGood(result.verdict)
  if (given.write) writeRun({ command, tables: tables(result), good })
  if (good) remove(settings.STATE_DIR)
  else say(`What there is to look into: ${settings.STATE_DIR}`)
  say(good ? 'Nothing lost, nothing twice.' : 'NOT GOOD.')
  return good ? 0 : 1
}

function remove(dir: string): void {
  rmSync(dir, { recursive: true, force: true })
}

function complaints({ verdict: { lost, letters, unfinished, broken } }: Result): readonly string[] {
  return [...lost, ...letters, ...unfinished, ...broken].map((line) => `✗ ${line}`)
}

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}
