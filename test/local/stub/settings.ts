import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Pids } from '../../../src/local/pids.ts'
import { freePort } from '../../../src/local/ports.ts'

/** Settings of a stack that meets no other: free ports and a new directory, cleared away with all that runs for it when
 *  the test is over. */
export async function settingsApart() {
  const dir = mkdtempSync(join(tmpdir(), 'plaudit-'))
  onTestFinished(async () => {
    await new Pids(dir).endAll()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    STATE_DIR: dir,
    PORT: await freePort(),
    WORKER_METRICS_PORT: await freePort(),
    WORKER_PORT: await freePort(),
    MAILBOX_PORT: await freePort(),
    POSTGRES_PORT: await freePort(),
    TEMPORAL_PORT: await freePort(),
    TEMPORAL_UI_PORT: await freePort(),
    TEMPORAL_METRICS_PORT: await freePort(),
    DAY: '24 hours',
    LOG_LEVEL: 'info',
    OWNER_EMAIL: 'owner@plaudit.example',
  }
}
