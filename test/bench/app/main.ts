import { loadConfig } from '../../../src/config.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { buildApp } from '../../../src/http/app.ts'
import { exitWithParent } from '../../../src/local/orphan.ts'
import { createLog } from '../../../src/log.ts'

const config = loadConfig()
const db = openDatabase(config.DATABASE_URL, { connections: config.DATABASE_CONNECTIONS })
const log = createLog({ name: 'api', level: config.LOG_LEVEL })
const app = await buildApp({ db, log, config, isReady: async () => true })
await app.listen({ host: config.HOST, port: config.PORT })

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
exitWithParent(stop)

function stop(): void {
  void app.close().then(() => db.destroy())
}
