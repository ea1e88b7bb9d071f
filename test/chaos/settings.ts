import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalConfig, loadLocalConfig } from '../../src/config.ts'
import { freePorts } from '../../src/local/ports.ts'

/** Settings of a stack that meets no other: a new directory, free ports, and a PostgreSQL and a Temporal of its own, because
 *  both are killed. */
export async function settingsApart(day: string): Promise<LocalConfig> {
  const { PUBLIC_URL: _public, DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...usual } = loadLocalConfig()
  return {
    ...usual,
    STATE_DIR: mkdtempSync(join(tmpdir(), 'plaudit-chaos-')),
    DAY: day,
    LOG_LEVEL: 'warn',
    ...(await freePorts()),
  }
}
