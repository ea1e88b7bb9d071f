import { fileURLToPath } from 'node:url'
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker'
import type { Config } from '../config.ts'
import { buildOf } from './deployment.ts'

export type Workers = {
  /** Works until it is stopped. @throws when it cannot go on */
  readonly run: () => Promise<void>
  readonly stop: () => void
  readonly isReady: () => boolean
}

type Setup = {
  readonly connection: NativeConnection
  readonly namespace: string
  readonly config: Pick<Config, 'TASK_QUEUE' | 'EMAILS_PER_SECOND' | 'BUILD_ID'>
  readonly activities: Readonly<Record<(typeof toResend)[number], unknown>> & object
  /** Workflows bundled ahead; bundled at start if absent. */
  readonly workflowBundle?: WorkerOptions['workflowBundle']
}

/** The activities that call Resend. */
const toResend = ['sendLetters', 'sendLettersAbout', 'mendBatch'] as const

/** The two workers of a process: one for workflows and the database, one for letters, which leave no faster than Resend allows. */
export async function createWorkers({
  connection,
  namespace,
  config,
  activities,
  workflowBundle,
}: Setup): Promise<Workers> {
  const shared = {
    connection,
    namespace,
    shutdownGraceTime: '30 seconds',
    workerDeploymentOptions: {
      version: buildOf(config),
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  } as const
  const stories = await Worker.create({
    ...shared,
    taskQueue: config.TASK_QUEUE,
    activities,
    maxCachedWorkflows: 500,
    ...(workflowBundle
      ? { workflowBundle }
      : { workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)) }),
  })
  const letters = await Worker.create({
    ...shared,
    taskQueue: `${config.TASK_QUEUE}-email`,
    activities: Object.fromEntries(toResend.map((name) => [name, activities[name]])),
    maxTaskQueueActivitiesPerSecond: config.EMAILS_PER_SECOND,
  })
  const workers = [stories, letters]
  function stop(): void {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  }
  return {
    async run() {
      const ends = await Promise.allSettled(workers.map((worker) => worker.run().finally(stop)))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    },
    stop,
    isReady: () => workers.every((worker) => worker.getState() === 'RUNNING'),
  }
}
