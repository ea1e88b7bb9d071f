import { loadLocalConfig } from '../config.ts'
import { reportTo } from './report.ts'
import { parts } from './site.ts'
import { type Stack, startStack } from './stack.ts'
import { summary } from './summary.ts'

const settings = loadLocalConfig()
const report = reportTo(process.stdout)
const giveUp = new AbortController()
let stack: Stack | undefined
let askedAt: number | undefined

// The terminal or the pipe behind us may go away before we do; what runs still has to be ended in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

try {
  stack = await startStack({ settings, report, signal: giveUp.signal })
  process.stdout.write(summary(stack, settings))
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(giveUp.signal.aborted ? 130 : 1)
}

function stop(): void {
  // npm and tsx pass on the Ctrl-C that the terminal sent here already: only a later one is a second one.
  if (askedAt !== undefined && Date.now() - askedAt < 500) return
  if (askedAt !== undefined) return kill()
  askedAt = Date.now()
  process.stdout.write('\nStopping; Ctrl-C again kills.\n')
  if (!stack) return giveUp.abort()
  void stack.stop().then(() => process.exit(0))
}

function kill(): never {
  // PostgreSQL leaves nothing behind when it is told to drop everything, which a kill would not let it do.
  for (const part of parts) stack?.kill(part, part === 'postgres' ? 'SIGQUIT' : 'SIGKILL')
  process.exit(130)
}
