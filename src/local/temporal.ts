import { existsSync, readFileSync } from 'node:fs'
import { Connection } from '@temporalio/client'
import { launch, type Running } from './launch.ts'
import { findTemporalCli } from './temporal-cli.ts'
import { untilItAnswers } from './wait.ts'

/** The types a custom search attribute can have, in the words of the command line. */
export type SearchAttributeType = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList'

export type Temporal = Running & { readonly address: string; readonly uiUrl: string | undefined }

export type TemporalOptions = {
  readonly port: number
  /** Where its log goes; written anew each time. */
  readonly log: string
  /** Absent: no web UI. */
  readonly uiPort?: number
  /** Absent: a random one. */
  readonly metricsPort?: number
  /** Keeps everything across restarts; absent: in memory. */
  readonly file?: string
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeType>>
  /** Settings of the server that have no flag of their own, by name; values are JSON. */
  readonly dynamicConfig?: Readonly<Record<string, string>>
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never'
  readonly progress?: (text: string) => void
  /** Called as soon as there is a process, long before it answers. */
  readonly launched?: (pid: number) => void
}

/** Starts Temporal's dev server on loopback, for trying out and for tests, and waits until its namespace can be used.
 *  @throws {Error} when there is no Temporal CLI to be had, or with the end of the log when it does not come up */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const command = await findTemporalCli(options.progress)
  const running = await launch({ command, args: ['server', 'start-dev', ...flags(options)], output: options.log })
  options.launched?.(running.pid)
  const address = `127.0.0.1:${options.port}`
  const explain = () => tail(options.log)
  await untilItAnswers({ running, what: 'Temporal', answers: () => answers(address), explain })
  return { ...running, address, uiUrl: options.uiPort ? `http://127.0.0.1:${options.uiPort}` : undefined }
}

function flags(options: TemporalOptions): readonly string[] {
  const attributes = Object.entries(options.searchAttributes ?? {})
  return [
    '--ip=127.0.0.1',
    `--port=${options.port}`,
    options.uiPort ? `--ui-port=${options.uiPort}` : '--headless',
    `--log-level=${options.logLevel ?? 'error'}`,
    ...(options.metricsPort ? [`--metrics-port=${options.metricsPort}`] : []),
    ...(options.file ? [`--db-filename=${options.file}`] : []),
    ...Object.entries(options.dynamicConfig ?? {}).map(([name, value]) => `--dynamic-config-value=${name}=${value}`),
    ...attributes.map(([name, type]) => `--search-attribute=${name}=${type}`),
  ]
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

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : ''
}
