import { execFile, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { environment } from '../config.ts'

const run = promisify(execFile)
// Later versions carry a replace directive, and `go install` refuses those.
const version = 'v1.5.1'
const source = `github.com/temporalio/cli/cmd/temporal@${version}`

/** Finds Temporal's command line program, which carries its dev server, or fetches it once into the cache of this account:
 *  from Temporal's own download, else by building it with Go (about 3 minutes on 2 cores).
 *  @param progress told what takes long
 *  @returns the command to run
 *  @throws {Error} saying what to do when there is no way to get it */
export async function findTemporalCli(progress: (text: string) => void = () => undefined): Promise<string> {
  const cache = join(environment().XDG_CACHE_HOME || join(homedir(), '.cache'), 'plaudit', `temporal-${version}`)
  const cached = join(cache, 'temporal')
  if (await works('temporal')) return 'temporal'
  if (await works(cached)) return cached
  const failures: string[] = []
  for (const fetchInto of [download, build]) {
    try {
      await intoCache(cache, (dir) => fetchInto(dir, progress))
      return cached
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(`${failures.join('\n')}\n${advice(cached)}`)
}

/** Fills a directory of its own and renames the result, so that two at once and a broken one do no harm. */
async function intoCache(cache: string, fill: (dir: string) => Promise<void>): Promise<void> {
  await mkdir(cache, { recursive: true })
  const dir = await mkdtemp(join(cache, 'new-'))
  try {
    await fill(dir)
    await chmod(join(dir, 'temporal'), 0o755)
    await rename(join(dir, 'temporal'), join(cache, 'temporal'))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function download(dir: string, progress: (text: string) => void): Promise<void> {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const address = `https://temporal.download/cli/archive/latest?platform=${process.platform}&arch=${architecture}`
  const archive = join(dir, 'temporal.tar.gz')
  const noAnswer = new AbortController()
  const timer = setTimeout(() => noAnswer.abort(new Error('no answer within 10 s')), 10_000)
  try {
    const response = await fetch(address, { signal: noAnswer.signal }).finally(() => clearTimeout(timer))
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`)
    progress('downloading the Temporal CLI')
    await pipeline(Readable.fromWeb(response.body), createWriteStream(archive))
    await run('tar', ['-xzf', archive, '-C', dir, 'temporal'])
  } catch (cause) {
    throw new Error(`temporal.download: ${reason(cause)}`, { cause })
  }
}

async function build(dir: string, progress: (text: string) => void): Promise<void> {
  const began = Date.now()
  const tell = () =>
    progress(`building the Temporal CLI with Go, once: ${Math.round((Date.now() - began) / 1000)} s of about 180`)
  tell()
  const timer = setInterval(tell, 10_000)
  try {
    await goInstall(dir)
  } finally {
    clearInterval(timer)
  }
}

function goInstall(dir: string): Promise<void> {
  const go = spawn('go', ['install', source], {
    env: { ...environment(), GOBIN: dir, GOFLAGS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  go.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-500)
  })
  return new Promise((resolve, reject) => {
    go.once('error', (cause) => reject(new Error(`go: ${cause.message}`, { cause })))
    go.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`go install: ${complaint.trim()}`))))
  })
}

async function works(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    ({ stdout }) => stdout.startsWith('temporal version'),
    () => false,
  )
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}

function advice(cached: string): string {
  return [
    'There is no Temporal CLI on this machine and no way to fetch one. Do one of these and start again:',
    '  - install it so that `temporal` is on PATH: https://docs.temporal.io/cli',
    `  - install Go 1.23 or newer: Plaudit then builds it, or build it yourself: go install ${source}`,
    `  - copy the program to ${cached}`,
    '  - set TEMPORAL_ADDRESS to a Temporal server of yours',
  ].join('\n')
}
