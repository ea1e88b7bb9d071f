import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, vi } from 'vitest'
import { addPartner } from '../../../src/db/partners.ts'
import { freePort } from '../../../src/local/ports.ts'
import { ownDatabase } from '../../support/database.ts'

/** A server process of its own, as in production. */
export type Served = {
  readonly url: string
  readonly port: number
  readonly key: string
  /** Another server on this machine, which answers nothing to everybody. */
  readonly bystander: string
  /** All it has logged. */
  readonly log: () => string
  /** What it holds in memory, in megabytes. */
  readonly memory: () => Promise<number>
}

/** Runs `server.ts` for the tests of a file, with settings of its own, and a partner to work for. */
export function useServer(settings: Readonly<Record<string, string>> = {}): () => Served {
  let served: (Served & { readonly stop: () => Promise<void> }) | undefined
  beforeAll(async () => {
    served = await serve(settings)
  })
  afterAll(async () => {
    await served?.stop()
  })
  return () => {
    if (!served) throw new Error('the server does not run yet')
    return served
  }
}

async function serve(settings: Readonly<Record<string, string>>) {
  const { db, url: database } = await ownDatabase()
  await addPartner(db, {
    id: 'fabrikam',
    name: 'Fabrikam',
    country: 'DE',
    email: 'projects@fabrikam.example',
    parent_id: null,
    psm_id: null,
    psm_name: null,
    psm_email: null,
  })
  const port = await freePort()
  const bystander = await standBy()
  const key = `operator-${randomUUID()}`
  const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: {
      ...process.env,
      DATABASE_URL: database,
      TEMPORAL_ADDRESS: inject('temporal'),
      TASK_QUEUE: `nobody-${port}`,
      SURVEY_SECRET: 'a secret of a server of its own alone',
      RESEND_API_KEY: 're_test',
      OWNER_EMAIL: 'owner@plaudit.example',
      OPERATOR_KEY: key,
      PORT: String(port),
      ...settings,
    },
  })
  let log = ''
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (bytes: Buffer) => {
      log += bytes.toString()
    })
  }
  const url = `http://127.0.0.1:${port}`
  await vi.waitFor(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(200), {
    timeout: 45_000,
    interval: 200,
  })

  return {
    url,
    bystander: bystander.url,
    port,
    key,
    log: () => log,
    async memory() {
      const metrics = await (await fetch(`${url}/metrics`)).text()
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]) / 1024 / 1024
    },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      bystander.child.kill()
      await db.destroy()
    },
  }
}

async function standBy() {
  const code = "require('http').createServer((q, r) => r.end()).listen(Number(process.argv[1]), '127.0.0.1')"
  const port = await freePort()
  const child = spawn(process.execPath, ['-e', code, String(port)])
  return { child, url: `http://127.0.0.1:${port}` }
}
