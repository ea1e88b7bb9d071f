import { loadConfig } from './src/config.ts'
import { openDatabase } from './src/db/database.ts'
import { ensureKey } from './src/db/keys.ts'
import { isMigrated } from './src/db/migrate.ts'
import { buildApp } from './src/http/app.ts'
import { exitWithParent } from './src/local/orphan.ts'
import { createLog } from './src/log.ts'
import { connectClient } from './src/temporal/connection.ts'
import { startRelay } from './src/temporal/relay.ts'

const config = loadConfig()
const log = createLog({ name: 'server', level: config.LOG_LEVEL })
const db = openDatabase(config.DATABASE_URL, { connections: config.DATABASE_CONNECTIONS })
const client = connectClient()
let stopping = false

const isReady = async () => !stopping && (await isMigrated(db).catch(() => false))
const app = await buildApp({ db, log, config, isReady })
if (config.OPERATOR_KEY) await ensureKey(db, { key: config.OPERATOR_KEY, role: 'operator', partnerIds: [] })
const relay = startRelay({ db, client, log, config })
await app.listen({ host: config.HOST, port: config.PORT })

/** Refuses new work first, then finishes what is under way, then lets go of what it stands on. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await app.close()
  await relay.stop()
  await client.connection.close()
  await db.destroy()
}

process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop())
exitWithParent(() => void stop())
