import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { milliseconds } from '../domain/duration.ts'
import { type News, openAll, play, watch } from './demo/play.ts'
import { portal, type StandingSeen } from './demo/portal.ts'
import { playReferral, referralName } from './demo/referral.ts'
import { links, screenOn } from './demo/screen.ts'
import { demoSettings } from './demo/settings.ts'
import { figures, standings, stories } from './demo/stories/index.ts'
import { reportTo } from './report.ts'
import { type Stack, startStack } from './stack.ts'

/** How many program days a membership has until it renews. */
const yearsDays = 300
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

  await operator.joins('csat-index', inDays(yearsDays, new Date()))
  await operator.tellFigures('partner-csat', figures)
  const began = new Date()
  const playing = await openAll(partner, stories)
  screen.write(...links(stack, playing))
  const deadline = Date.now() + (yearsDays + 35) * day + 60_000
  const show = (news: readonly News[]) => screen.events(news, began)
  const watching = watch({ portal: operator, playing, deadline, show })
  const keys = { operator: stack.setup.keys['operator'] ?? '', owner: stack.setup.keys['owner'] ?? '' }
  const referring = playReferral({ reach, keys, day, deadline, show, asked: screen.asked })
  const plays = playing.map((one) => play(one, { portal: partner, day, asked: (link) => screen.asked(one, link) }))
  await Promise.all([watching, referring, ...plays])
  const [watched, referred] = [await watching, await referring]
  const all = [...playing, ...referred.shares]
  const seen = [...watched, ...referred.ended]

  screen.endings(all, seen)
  screen.referral(referralName, referred.seen)
  const stood = await Promise.all(standings.map(({ program }) => operator.standing(program)))
  screen.standings(stood)
  if (stay) screen.write(...links(stack, all), 'All of it keeps running until Ctrl-C.')
  else screen.write('`npm run demo -- --stay` keeps all of it running, to look at.')
  const ended = all.every(({ story }, i) => seen[i]?.outcome === story.expected)
  return ended && standings.every((expected, i) => isAs(stood[i], expected)) ? 0 : 1
}

function inDays(days: number, now: Date): string {
  return new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

function isAs(seen: StandingSeen | undefined, { met, value, ...rest }: (typeof standings)[number]): boolean {
  const tier = 'tier' in rest ? rest.tier : undefined
  return seen?.met === met && seen.value === value && (tier === undefined || seen.tier?.name === tier)
}
