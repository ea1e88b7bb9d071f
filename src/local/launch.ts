import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A child process that runs: its number, the promise of its end (with the reason in words), and two ways to end it. */
export type Running = {
  readonly pid: number
  readonly exited: Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Asks it to end, insists after its grace period, and returns when it is gone. */
  stop(): Promise<void>
}

/** Hears each line a child writes, and where it wrote it. */
export type Listener = (line: string, stream: 'stdout' | 'stderr') => void

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly account?: { readonly uid: number; readonly gid: number }
  /** A file that is written anew, or somebody who listens. */
  readonly output: string | Listener
  /** Gives the child a channel by which it notices that its parent is gone (see orphan.ts). */
  readonly channel?: true
  readonly stopSignal?: NodeJS.Signals
  readonly graceMs?: number
}

/** Starts a child in a process group of its own, so that Ctrl-C on the terminal reaches the supervisor alone and the
 *  supervisor decides the order in which things end. */
export async function launch(options: Launch): Promise<Running> {
  const sink = typeof options.output === 'string' ? openSync(options.output, 'w', 0o600) : 'pipe'
  try {
    const child = spawn(options.command, options.args, {
      detached: true,
      stdio: options.channel ? ['ignore', sink, sink, 'ipc'] : ['ignore', sink, sink],
      ...(options.environment && { env: options.environment }),
      ...options.account,
    })
    if (typeof options.output === 'function') listen(child, options.output)
    return await running(child, options)
  } finally {
    if (typeof sink === 'number') closeSync(sink)
  }
}

function running(child: ChildProcess, { stopSignal = 'SIGTERM', graceMs = 15_000 }: Launch): Promise<Running> {
  const exited = endOf(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => resolve({ pid: child.pid ?? 0, exited, kill: (signal) => void child.kill(signal), stop }))
  })

  async function stop(): Promise<void> {
    child.kill(stopSignal)
    const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await exited
    clearTimeout(insist)
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const reason = signal ?? `exit code ${code}`
      // Its last words may still be in the pipe; a grandchild may hold the pipe open for ever.
      child.once('close', () => resolve(reason))
      setTimeout(resolve, 1_000, reason).unref()
    })
  })
}

function listen(child: ChildProcess, listener: Listener): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream]
    if (input) createInterface({ input }).on('line', (line) => listener(line, stream))
  }
}
