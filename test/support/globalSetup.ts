import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode } from '@temporalio/worker'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { publishReferralProgram } from '../../src/db/referral/programs.ts'
import { freePort } from '../../src/local/ports.ts'
import { startPostgres } from '../../src/local/postgres.ts'
import { startTemporal } from '../../src/local/temporal.ts'
import { programs } from '../../src/programs/index.ts'
import { referralPrograms } from '../../src/programs/referrals/index.ts'
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: string
    readonly temporal: string
    readonly temporalUi: string
    readonly temporalMetrics: string
    readonly workflowBundle: string
  }
}

/** Real PostgreSQL with a migrated template, a real Temporal server and the bundled workflows, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-test-'))
  const postgres = await startPostgres({
    dir: join(dir, 'postgres'),
    port: await freePort(),
    database: 'template',
    durable: false,
  })
  const db = openDatabase(postgres.url, { connections: 1 })
  await migrate(db)
  for (const program of programs) await publishProgram(db, program)
  for (const program of referralPrograms) await publishReferralProgram(db, program)
  await db.destroy()

  const metricsPort = await freePort()
  const temporal = await startTemporal({
    port: await freePort(),
    uiPort: await freePort(),
    metricsPort,
    log: join(dir, 'temporal.log'),
    dynamicConfig: {
      // Temporal's own 4,096 would take a test minutes; an ordinary engagement stays far below
      'limit.historyCount.suggestContinueAsNew': '250',
      // Each test file has workers of its own, and there are more files than the 100 that Temporal allows for
      'matching.maxDeployments': '1000',
    },
    progress: (text) => process.stdout.write(`${text}\n`),
  })
  const connection = await Connection.connect({ address: temporal.address })
  await ensureSearchAttributes(new Client({ connection }), 'default')
  await connection.close()

  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: quiet,
  })
  const workflowBundle = join(dir, 'workflows.js')
  await writeFile(workflowBundle, code)

  project.provide('postgres', postgres.url)
  project.provide('temporal', temporal.address)
  project.provide('temporalUi', temporal.uiUrl ?? '')
  project.provide('temporalMetrics', `http://127.0.0.1:${metricsPort}/metrics`)
  project.provide('workflowBundle', workflowBundle)

  return async () => {
    await temporal.stop()
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

const ignore = () => undefined
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }
