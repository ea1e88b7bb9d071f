import { Connection } from '@temporalio/client'
import { launch, type Running } from '../../src/local/launch.ts'
import { findTemporalCli } from '../../src/local/temporal-cli.ts'
import { untilItAnswers } from '../../src/local/wait.ts'

/** Starts Temporal's dev server on a file. Its journal is written ahead and synced with every commit: as durable as PostgreSQL
 *  beside it, and several times as fast as the dev server's own setting. */
export async function startFastTemporal({
  port,
  file,
  log,
}: {
  port: number
  file: string
  log: string
}): Promise<Running> {
  const running = await launch({
    command: await findTemporalCli(),
    args: [
      'server',
      'start-dev',
      '--headless',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--log-level=error',
      `--db-filename=${file}`,
      '--sqlite-pragma=journal_mode=wal',
      '--sqlite-pragma=synchronous=2',
    ],
    output: log,
    graceMs: 60_000,
  })
  await untilItAnswers({ running, what: 'Temporal', answers: () => answers(`127.0.0.1:${port}`), explain: () => log })
  return running
}

async function answers(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: '2 seconds' })
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' })
    return true
  } finally {
    await connection.close()
  }
}
