import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'

/** Sets Temporal's part of the process up: its log goes into ours, its metrics to a port of their own, and stopping is left to
 *  whoever runs the process. */
export function installRuntime(config: Pick<Config, 'HOST' | 'WORKER_METRICS_PORT'>, log: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const write = level === 'ERROR' ? 'error' : isExpected(message) ? 'debug' : 'warn'
      log[write]({ ...meta }, message)
    }),
    telemetryOptions: { metrics: { prometheus: { bindAddress: `${config.HOST}:${config.WORKER_METRICS_PORT}` } } },
  })
}

/** The worker for letters has no workflows by design. */
function isExpected(message: string): boolean {
  return message.startsWith('No workflows registered')
}
