import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { launch, type Running } from './launch.ts'
import { findBinaries } from './postgres-binaries.ts'
import { end, identity } from './processes.ts'
import { type Disguise, disguise } from './unprivileged.ts'
import { untilItAnswers } from './wait.ts'

export type Postgres = Running & { readonly url: string }

export type PostgresOptions = {
  /** Its own directory: data, password and log. */
  readonly dir: string
  readonly port: number
  /** Made when missing; its owner may create more. */
  readonly database?: string
  /** False spares the disk: a crash of the machine may then lose data. For tests. */
  readonly durable?: boolean
}

type Place = { readonly data: string; readonly log: string; readonly password: string; readonly disguise: Disguise }

/** Starts a real PostgreSQL on loopback, for trying out and for tests, and waits until it answers. Whatever an earlier
 *  run left behind, a lock file or a server still running in this directory, is cleared away first.
 *  @throws {Error} with the end of the log when it does not come up */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = resolve(options.dir)
  const binaries = await findBinaries()
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const data = join(dir, 'data')
  await endPredecessor(dir)
  const password = await keepPassword(dir)
  const place = { data, log: join(dir, 'log'), password, disguise: await disguise(dir) }
  if (!existsSync(data)) await initialise(binaries.initdb, dir, place)
  const database = options.database ?? 'plaudit'
  const running = await run(binaries.postgres, options, place)
  await makeDatabase(url(options.port, password, 'postgres'), database)
  return { ...running, url: url(options.port, password, database) }
}

/** Ends a PostgreSQL that a killed supervisor left running in this directory, and removes what a killed one left behind. */
export async function endPredecessor(dir: string): Promise<void> {
  const data = join(resolve(dir), 'data')
  const file = join(data, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  if (identity(pid)?.includes(`-D ${data} `)) await end(pid, { signal: 'SIGINT', graceMs: 20_000 })
  // PostgreSQL takes any process that got the number meanwhile for itself, and refuses to start.
  await rm(file, { force: true })
}

async function keepPassword(dir: string): Promise<string> {
  const file = join(dir, 'password')
  if (existsSync(join(dir, 'data'))) return readFile(file, 'utf8')
  const password = randomBytes(18).toString('base64url')
  await writeFile(file, password, { mode: 0o600 })
  return password
}

async function initialise(initdb: string, dir: string, { data, disguise }: Place): Promise<void> {
  const unfinished = `${data}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const [command, ...args] = [
    ...disguise.prefix,
    initdb,
    `--pgdata=${unfinished}`,
    '--username=plaudit',
    `--pwfile=${join(dir, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]
  await promisify(execFile)(command, args, { ...disguise.account })
  await rename(unfinished, data)
}

async function run(postgres: string, options: PostgresOptions, place: Place): Promise<Running> {
  const [command = postgres, ...args] = [...place.disguise.prefix, postgres, '-D', place.data, ...settings(options)]
  const explain = () => tail(place.log)
  const answers = () => ask(url(options.port, place.password, 'postgres'), 'select 1').then(() => true)
  for (let attempt = 1; ; attempt += 1) {
    const { account } = place.disguise
    const running = await launch({
      command,
      args,
      output: place.log,
      stopSignal: 'SIGINT',
      ...(account && { account }),
    })
    try {
      await untilItAnswers({ running, what: 'PostgreSQL', answers, explain })
      return running
    } catch (error) {
      // The children of a killed server need a moment to notice and let go of its memory.
      if (attempt === 20 || !explain().includes('pre-existing shared memory')) throw error
      await pause(500)
    }
  }
}

function settings({ port, durable = true }: PostgresOptions): readonly string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Containers often have 64 MB of shared memory, which parallel queries outgrow.
    max_parallel_workers_per_gather: 0,
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function makeDatabase(server: string, name: string): Promise<void> {
  const found = await ask(server, 'select from pg_database where datname = $1', [name])
  if (found.rowCount === 0) await ask(server, `create database ${pg.escapeIdentifier(name)}`)
}

async function ask(connectionString: string, statement: string, values: string[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await client.query(statement, values)
  } finally {
    await client.end()
  }
}

function url(port: number, password: string, database: string): string {
  return `postgres://plaudit:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : ''
}
