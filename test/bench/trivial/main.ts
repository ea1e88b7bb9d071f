import { fileURLToPath } from 'node:url'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection, Worker } from '@temporalio/worker'
import fastify from 'fastify'
import { loadConfig } from '../../../src/config.ts'
import { exitWithParent } from '../../../src/local/orphan.ts'
import { createLog } from '../../../src/log.ts'
import { installRuntime } from '../../../src/temporal/runtime.ts'

// A worker like ours, with a workflow that does nothing.
const config = loadConfig()
installRuntime(config, createLog({ name: 'trivial', level: config.LOG_LEVEL }))
const connection = await NativeConnection.connect(loadClientConnectConfig().connectionOptions)
const worker = await Worker.create({
  connection,
  taskQueue: 'trivial',
  maxCachedWorkflows: 500,
  workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
})

const health = fastify()
health.get('/health/ready', (_request, reply) => reply.code(worker.getState() === 'RUNNING' ? 200 : 503).send())
await health.listen({ host: config.HOST, port: config.WORKER_PORT })

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
exitWithParent(stop)
await worker.run()
await health.close()
await connection.close()

function stop(): void {
  if (worker.getState() === 'RUNNING') worker.shutdown()
}
