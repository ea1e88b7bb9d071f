import { loadClientConnectConfig } from '@temporalio/envconfig'
import { loadConfig } from './config.ts'
import { createLog } from './log.ts'
import { connectClient } from './temporal/connection.ts'
import { buildOf, promote } from './temporal/deployment.ts'

const config = loadConfig()
const client = connectClient()
try {
  await promote(client, loadClientConnectConfig().namespace ?? 'default', buildOf(config))
  createLog({ name: 'promote', level: config.LOG_LEVEL }).info(buildOf(config), 'the build is current')
} finally {
  await client.connection.close()
}
