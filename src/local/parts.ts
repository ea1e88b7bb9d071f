import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Running } from './launch.ts'
import { runToEnd, startServing } from './node.ts'
import { startPostgres } from './postgres.ts'
import { keepSecrets } from './secrets.ts'
import { inherit, local } from './settings.ts'
import type { Part, Site } from './site.ts'
import { type SearchAttributeType, startTemporal } from './temporal.ts'

/** What the set-up tells when it is done: a key for each role, and whatever else it made. */
const Setup = Type.Object({ keys: Type.Record(Type.String(), Type.String()) })
export type Setup = Readonly<Static<typeof Setup>> & Readonly<Record<string, unknown>>

/** @returns the address of the database: ours, or the one DATABASE_URL names */
export async function startOurPostgres(site: Site): Promise<string> {
  const { DATABASE_URL, POSTGRES_PORT: port } = site.settings
  if (DATABASE_URL) return DATABASE_URL
  let url = ''
  await site.keep('postgres', 'PostgreSQL', async () => {
    const postgres = await startPostgres({ dir: join(site.dir, 'postgres'), port })
    site.pids.remember('postgres', postgres.pid)
    url = postgres.url
    return postgres
  })
  return url
}

/** @returns the address of Temporal: ours, or the one TEMPORAL_ADDRESS names */
export async function startOurTemporal(
  site: Site,
  searchAttributes: Readonly<Record<string, SearchAttributeType>>,
): Promise<string> {
  const { TEMPORAL_ADDRESS, TEMPORAL_PORT: port, TEMPORAL_UI_PORT, TEMPORAL_METRICS_PORT } = site.settings
  if (TEMPORAL_ADDRESS) return TEMPORAL_ADDRESS
  const options = {
    port,
    uiPort: TEMPORAL_UI_PORT,
    metricsPort: TEMPORAL_METRICS_PORT,
    file: join(site.dir, 'temporal.db'),
    log: join(site.dir, 'temporal.log'),
    searchAttributes,
    launched: remember(site, 'temporal'),
  }
  await site.keep('temporal', 'Temporal', (progress) => startTemporal({ ...options, progress }))
  return `127.0.0.1:${port}`
}

export async function startMailbox(site: Site): Promise<void> {
  const { MAILBOX_PORT: port, PORT, STATE_DIR } = site.settings
  const { webhookSecret } = keepSecrets(site.dir)
  const environment = {
    MAILBOX_PORT: String(port),
    PORT: String(PORT),
    STATE_DIR,
    RESEND_WEBHOOK_SECRET: webhookSecret,
  }
  await startOurs(site, 'mailbox', { script: new URL('mailbox/main.ts', import.meta.url), environment, port })
}

type Ours = {
  readonly script: URL
  readonly environment: Readonly<Record<string, string>>
  readonly port: number
}

/** Starts one of our own programs that serve on a port. */
export async function startOurs(site: Site, part: Part, { script, environment, port }: Ours): Promise<void> {
  const start = (): Promise<Running> =>
    startServing({
      script,
      environment: inherit(environment),
      listener: (line) => site.report.say(part, line),
      launched: remember(site, part),
      ready: `${local(port)}/health/ready`,
    })
  await site.keep(part, part, start)
}

/** Runs the set-up once. @returns what it told */
export async function runSetup(site: Site, script: URL, environment: Readonly<Record<string, string>>): Promise<Setup> {
  const told = await site.report.step('tables, programs and keys', () =>
    runToEnd({
      script,
      environment: inherit(environment),
      listener: (line) => site.isStopping || site.report.say('setup', line),
      launched: remember(site, 'setup'),
    }),
  )
  return Value.Parse(Setup, JSON.parse(told))
}

function remember(site: Site, name: string): (pid: number) => void {
  return (pid) => site.pids.remember(name, pid)
}
