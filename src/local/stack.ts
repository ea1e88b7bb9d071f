import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LocalConfig } from '../config.ts'
import { lock } from './lock.ts'
import { runSetup, type Setup, startMailbox, startOurPostgres, startOurs, startOurTemporal } from './parts.ts'
import { Pids } from './pids.ts'
import { requireFree } from './ports.ts'
import { endPredecessor } from './postgres.ts'
import { type Report, silent } from './report.ts'
import { keepSecrets } from './secrets.ts'
import { environmentOf, portsOf, setupKeys } from './settings.ts'
import { type Part, Site } from './site.ts'
import type { SearchAttributeType } from './temporal.ts'

/** Our programs; tests of the stack itself put others in their place. */
const ours = {
  setup: new URL('setup.ts', import.meta.url),
  worker: new URL('../../worker.ts', import.meta.url),
  server: new URL('../../server.ts', import.meta.url),
} as const

export type StackOptions = {
  readonly settings: LocalConfig
  readonly report?: Report
  readonly programs?: Readonly<Record<keyof typeof ours, URL>>
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeType>>
  /** Gives up starting; what was started by then is ended. */
  readonly signal?: AbortSignal
  /** How long a part that died stays away, in milliseconds, for who plans mishaps. */
  readonly restartAfter?: (part: Part) => number
}

/** Everything that makes the product run on one machine, up and watched. */
export type Stack = {
  /** What worker and server were given, for whoever wants the same database, Temporal or mailbox. */
  readonly environment: Readonly<Record<string, string>>
  readonly setup: Setup
  /** Kills a part as a crash would; it is started again. */
  kill(part: Part, signal?: NodeJS.Signals): void
  /** Ends everything in the reverse order of its start. */
  stop(): Promise<void>
}

/** Starts PostgreSQL, Temporal and the mailbox, then the set-up, then worker and server. What dies later is started
 *  again; what a killed predecessor left behind is ended first.
 *  @throws {Error} when a port is taken, another supervisor is at work here, or a part does not come up; nothing is left
 *  running then */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dir = resolve(options.settings.STATE_DIR)
  const settings = { ...options.settings, STATE_DIR: dir }
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const release = await lock(dir)
  const { report = silent, restartAfter } = options
  const site = new Site({ dir, settings, report, pids: new Pids(dir), restartAfter })
  const stop = async () => {
    await site.stop()
    release()
  }
  try {
    const started = await Promise.race([start(site, options), aborted(options.signal)])
    return { ...started, kill: (part, signal) => site.kill(part, signal), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(site: Site, options: StackOptions): Promise<Pick<Stack, 'environment' | 'setup'>> {
  const { settings } = site
  await clearTheWay(site)
  const [databaseUrl, temporalAddress] = await together([
    startOurPostgres(site),
    startOurTemporal(site, options.searchAttributes ?? {}),
    startMailbox(site),
  ])
  const secrets = keepSecrets(site.dir)
  const environment = environmentOf({ settings, secrets, databaseUrl, temporalAddress })
  const programs = options.programs ?? ours
  const setup = await runSetup(site, programs.setup, { ...environment, ...setupKeys(secrets) })
  await together([
    startOurs(site, 'worker', { script: programs.worker, environment, port: settings.WORKER_PORT }),
    startOurs(site, 'server', { script: programs.server, environment, port: settings.PORT }),
  ])
  return { environment, setup }
}

async function clearTheWay(site: Site): Promise<void> {
  const ended = await site.pids.endAll()
  await endPredecessor(`${site.dir}/postgres`)
  if (ended.length > 0) site.report.say('start', `ended what a killed predecessor left running: ${ended.join(', ')}`)
  await requireFree(portsOf(site.settings))
}

/** Waits for all, even if one fails, so that nothing comes up behind the back of who cleans up. */
async function together<const Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work)
  return Promise.all(work)
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('stopped while starting')))
  })
}
