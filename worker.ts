import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection } from '@temporalio/worker'
import fastify from 'fastify'
import { giftActivities } from './activities/gifts.ts'
import { createActivities } from './activities/index.ts'
import { scheduleActivities } from './activities/schedules.ts'
import { watchActivities } from './activities/watch.ts'
import { loadConfig } from './src/config.ts'
import { openDatabase } from './src/db/database.ts'
import { createIncentives } from './src/incentives/index.ts'
import { createMailer } from './src/letters/mailer.ts'
import { exitWithParent } from './src/local/orphan.ts'
import { createLog } from './src/log.ts'
import { connectClient } from './src/temporal/connection.ts'
import { buildOf, promote } from './src/temporal/deployment.ts'
import { createInspector } from './src/temporal/inspect.ts'
import { installRuntime } from './src/temporal/runtime.ts'
import { ensureReportSchedule, ensureSchedules } from './src/temporal/schedules.ts'
import { createWorkers } from './src/temporal/workers.ts'

const config = loadConfig()
const log = createLog({ name: 'worker', level: config.LOG_LEVEL })
installRuntime(config, log)

const db = openDatabase(config.DATABASE_URL, { connections: config.DATABASE_CONNECTIONS })
const mailer = createMailer({ apiKey: config.RESEND_API_KEY, baseUrl: config.RESEND_BASE_URL })
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const connection = await NativeConnection.connect(connectionOptions)
const client = connectClient()
await ensureSchedules(client, config)
const workers = await createWorkers({
  connection,
  namespace,
  config,
  activities: {
    ...createActivities({ db, mailer, config }),
    ...giftActivities({ db, incentives: createIncentives(config) }),
    ...scheduleActivities({ db, scheduleReports: (id) => ensureReportSchedule(client, config, id) }),
    ...watchActivities({ db, mailer, log, config, temporal: createInspector(client, config) }),
  },
})

const health = fastify()
health.get('/health/live', async () => ({ status: 'ok' }))
health.get('/health/ready', async (_request, reply) =>
  workers.isReady() ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable' }),
)
await health.listen({ host: config.HOST, port: config.WORKER_PORT })
log.info('working')

process.once('SIGTERM', workers.stop).once('SIGINT', workers.stop)
exitWithParent(workers.stop)
try {
  const working = workers.run()
  if (config.PROMOTE) await promote(client, namespace, buildOf(config))
  await working
} finally {
  await health.close()
  await client.connection.close()
  await connection.close()
  await db.destroy()
}
