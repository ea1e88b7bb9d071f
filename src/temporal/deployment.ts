import { setTimeout as pause } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Config } from '../config.ts'

/** One build of the workers among those that serve the same queues. */
export type Build = { readonly deploymentName: string; readonly buildId: string }

/** All workers of a task queue are one deployment, of which any number of builds may run. */
export function buildOf({ TASK_QUEUE, BUILD_ID }: Pick<Config, 'TASK_QUEUE' | 'BUILD_ID'>): Build {
  return { deploymentName: TASK_QUEUE, buildId: BUILD_ID }
}

/** Makes a build the current one: engagements go over to it at their next step. It must be polling; until Temporal has noticed that,
 *  this waits. A build that is current already stays so.
 *  @throws when it was not noticed within half a minute */
export async function promote(client: Client, namespace: string, { deploymentName, buildId }: Build): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    try {
      const request = { namespace, deploymentName, buildId, identity: 'plaudit' }
      await client.workflowService.setWorkerDeploymentCurrentVersion(request)
      return
    } catch (error) {
      if (!isGrpcServiceError(error) || Date.now() > deadline) throw error
      await pause(100)
    }
  }
}
