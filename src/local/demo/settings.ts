import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { environment, type LocalConfig, loadLocalConfig } from '../../config.ts'
import { lock } from '../lock.ts'
import { Pids } from '../pids.ts'
import { freePorts } from '../ports.ts'

/** Settings for a stack of the demo's own beside whatever runs already: a directory that begins empty, free ports, and days
 *  that last 0.3 seconds unless DAY says otherwise. */
export async function demoSettings(): Promise<LocalConfig> {
  const { PUBLIC_URL: _, ...usual } = loadLocalConfig()
  const { DAY = '300ms', LOG_LEVEL = 'error' } = environment()
  const STATE_DIR = resolve(join(usual.STATE_DIR, 'demo'))
  await empty(STATE_DIR)
  return {
    ...usual,
    STATE_DIR,
    DAY,
    LOG_LEVEL,
    ...(await freePorts()),
  }
}

/** Clears away what an earlier demo left, running or not.
 *  @throws {Error} when another demo is at work there */
async function empty(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const release = await lock(dir)
  await new Pids(dir).endAll()
  await rm(dir, { recursive: true })
  release()
}
