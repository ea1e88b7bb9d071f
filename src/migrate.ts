import { loadConfig } from './config.ts'
import { openDatabase } from './db/database.ts'
import { createLog } from './log.ts'
import { prepare } from './prepare.ts'

const config = loadConfig()
const db = openDatabase(config.DATABASE_URL, { connections: 2 })
try {
  await prepare(db)
  createLog({ name: 'migrate', level: config.LOG_LEVEL }).info('tables, search attributes and programs are up to date')
} finally {
  await db.destroy()
}
