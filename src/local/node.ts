import { fileURLToPath } from 'node:url'
import { type Listener, launch, type Running } from './launch.ts'
import { untilItAnswers } from './wait.ts'

export type Script = {
  readonly script: URL
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly listener: Listener
  readonly launched: (pid: number) => void
}

/** Starts one of our own programs as a child that notices when its supervisor is gone. */
export async function startNode({ script, environment, listener, launched }: Script): Promise<Running> {
  const args = ['--import', import.meta.resolve('tsx'), fileURLToPath(script)]
  const running = await launch({
    command: process.execPath,
    args,
    environment,
    output: listener,
    channel: true,
    graceMs: 40_000,
  })
  launched(running.pid)
  return running
}

/** Starts one that serves, and waits until it says it is ready. */
export async function startServing(options: Script & { readonly ready: string }): Promise<Running> {
  const running = await startNode(options)
  const answers = async () => (await fetch(options.ready, { signal: AbortSignal.timeout(5_000) })).ok
  await untilItAnswers({ running, what: options.ready, answers, explain: () => '' })
  return running
}

/** Runs one that does something and ends.
 *  @returns what it wrote to its standard output
 *  @throws {Error} when it ends in any other way than well */
export async function runToEnd(options: Script): Promise<string> {
  const written: string[] = []
  const listener: Listener = (line, stream) =>
    stream === 'stdout' ? written.push(line) : options.listener(line, stream)
  const running = await startNode({ ...options, listener })
  const reason = await running.exited
  if (reason !== 'exit code 0') throw new Error(`${fileURLToPath(options.script)} ended with ${reason}`)
  return written.join('\n')
}
