import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/ports.ts'
import { type Postgres, startPostgres } from '../../src/local/postgres.ts'

let dir: string
let started: Postgres[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'postgres-'))
  started = []
})

afterEach(async () => {
  for (const postgres of started) await postgres.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function start(): Promise<Postgres> {
  const postgres = await startPostgres({ dir, port: await freePort() })
  started.push(postgres)
  return postgres
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' })
  await client.end()
  return rows.flat()
}

describe('PostgreSQL on this machine', { timeout: 30_000 }, () => {
  it('keeps what was committed when it is killed and started again', async () => {
    const first = await start()
    await ask(first.url, 'create table letters as select 42 as id')
    first.kill('SIGKILL')
    expect(await first.exited).toBe('SIGKILL')

    const second = await start()

    expect(await ask(second.url, 'select id from letters')).toEqual([42])
  })

  it('ends a server that a killed supervisor left running on the same data', async () => {
    const orphan = await start()
    await ask(orphan.url, 'create table letters as select 42 as id')

    const second = await start()

    expect(await orphan.exited).toBe('exit code 0')
    expect(await ask(second.url, 'select id from letters')).toEqual([42])
  })

  it('is not fooled by a lock file whose number belongs to another process now', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(dir, 'data/postmaster.pid'), `${process.ppid}\n${join(dir, 'data')}\n`)

    const second = await start()

    expect(await ask(second.url, 'select 1')).toEqual([1])
  })

  it('knows letters beyond ASCII, writes to disk, and admits nobody without the password', async () => {
    const { url } = await start()

    expect(await ask(url, `select lower('ÄÉŁЖ')`)).toEqual(['äéłж'])
    expect(await ask(url, 'show server_encoding')).toEqual(['UTF8'])
    expect(await ask(url, 'show fsync')).toEqual(['on'])
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600)
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed')
  })

  it('says why it did not come up', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(dir, 'data/postgresql.auto.conf'), 'no_such_setting = 1\n')

    await expect(start()).rejects.toThrow('unrecognized configuration parameter "no_such_setting"')
  })
})
