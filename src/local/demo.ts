import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { milliseconds } from '../domain/duration.ts'
import { openAll, play, watch } from './demo/play.ts'
import { portal } from './demo/portal.ts'
import { links, screenOn } from './demo/screen.ts'
import { demoSettings } from './demo/settings.ts'
import { stories } from './demo/stories.ts'
import { reportTo } from './report.ts'
import { type Stack, startStack } from './stack.ts'

const { stay } = parseArgs({ options: { stay: { type: 'boolean', default: false } } }).values
const screen = screenOn(process.stdout)
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await run().catch((error: unknown) => {
  if (interrupted.signal.aborted) return 130
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  return 1
})
process.exit()

/** Plays all stories at the same time on a stack of their own. @returns 0 when each ended as it had to */
async function run(): Promise<number> {
  const settings = await demoSettings()
  const stack = await startStack({ settings, report: reportTo(process.stdout), signal: interrupted.signal })
  const stopped = once(interrupted.signal, 'abort')
  try {
    const showing = show(stack, milliseconds(settings.DAY))
    const code = await Promise.race([showing, stopped.then(() => 130)])
    if (stay && !interrupted.signal.aborted) await stopped
    return code
  } finally {
    screen.write('Stopping.')
    await stack.stop()
  }
}

async function show(stack: Stack, day: number): Promise<number> {
  const { PUBLIC_URL = '', RESEND_BASE_URL = '' } = stack.environment
  const reach = { api: PUBLIC_URL, mailbox: RESEND_BASE_URL, partner: String(stack.setup['partner']) }
  const partner = portal({ ...reach, key: stack.setup.keys['partner'] ?? '' })
  const operator = portal({ ...reach, key: stack.setup.keys['operator'] ?? '' })

  const began = new Date()
  const playing = await openAll(partner, stories)
  screen.write(...links(stack, playing))
  const watching = watch({
    portal: operator,
    playing,
    deadline: Date.now() + 75 * day + 60_000,
    show: (news) => screen.events(news, began),
  })
  const plays = playing.map((one) => play(one, { portal: partner, day, asked: (link) => screen.asked(one, link) }))
  await Promise.all([watching, ...plays])
  const seen = await watching

  screen.endings(playing, seen)
  if (stay) screen.write(...links(stack, playing), 'All of it keeps running until Ctrl-C.')
  else screen.write('`npm run demo -- --stay` keeps all of it running, to look at.')
  return playing.every(({ story }, i) => seen[i]?.outcome === story.expected) ? 0 : 1
}
