import type { Running } from '../../src/local/launch.ts'
import { runToEnd } from '../../src/local/node.ts'
import { freePort } from '../../src/local/ports.ts'
import { keepSecrets } from '../../src/local/secrets.ts'
import { environmentOf, inherit, local, setupKeys } from '../../src/local/settings.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { type Ground, startProgram } from './ground.ts'
import { type Call, callTo } from './http.ts'

/** Plaudit on the ground of a section: database and namespace set up, keys made, nothing started yet. */
export type Product = {
  readonly environment: Readonly<Record<string, string>>
  readonly secret: string
  readonly url: string
  /** Calls the API with the key of a partner. */
  readonly call: Call
  /** Publishes a program: FastTrack with something else about it. */
  readonly publish: (id: string, other?: Partial<typeof fasttrack>) => Promise<void>
  readonly startServer: () => Promise<Running>
  /** The API without the relay that runs in the server beside it. */
  readonly startApi: () => Promise<Running>
  readonly startWorker: () => Promise<Running>
  /** Where the worker tells its own figures. */
  readonly workerMetrics: string
}

/** @param day how long a program's day lasts */
export async function setUp(ground: Ground, { day = '24 hours' } = {}): Promise<Product> {
  const ports = { PORT: await freePort(), WORKER_PORT: await freePort(), WORKER_METRICS_PORT: await freePort() }
  const secrets = keepSecrets(ground.dir)
  const settings = {
    ...ports,
    MAILBOX_PORT: Number(new URL(ground.mailboxUrl).port),
    POSTGRES_PORT: 0,
    TEMPORAL_PORT: 0,
    TEMPORAL_UI_PORT: 0,
    TEMPORAL_METRICS_PORT: 0,
    STATE_DIR: ground.dir,
    DAY: day,
    LOG_LEVEL: 'error',
    OWNER_EMAIL: 'owner@plaudit.example',
  }
  const environment = {
    ...environmentOf({ settings, secrets, databaseUrl: ground.postgres.url, temporalAddress: ground.temporal.address }),
    // Limits that protect Resend and the server would be all that is measured.
    EMAILS_PER_SECOND: '100000',
    REQUESTS_PER_MINUTE: '100000000',
  }
  await runToEnd({
    script: new URL('../../src/local/setup.ts', import.meta.url),
    environment: inherit({ ...environment, ...setupKeys(secrets) }),
    listener: (line) => process.stderr.write(`${line}\n`),
    launched: () => undefined,
  })
  const url = local(ports.PORT)
  const owner = callTo(url, { key: secrets.ownerKey })
  const server = { port: ports.PORT }
  return {
    environment,
    secret: secrets.surveySecret,
    url,
    call: callTo(url, { key: secrets.partnerKey }),
    publish: async (id, other) => {
      await owner('POST', '/v1/programs', { ...fasttrack, id, ...other })
    },
    startServer: () => startProgram(ground, new URL('../../server.ts', import.meta.url), environment, server),
    startApi: () => startProgram(ground, new URL('app/main.ts', import.meta.url), environment, server),
    startWorker: () =>
      startProgram(ground, new URL('../../worker.ts', import.meta.url), environment, { port: ports.WORKER_PORT }),
    workerMetrics: `${local(ports.WORKER_METRICS_PORT)}/metrics`,
  }
}

/** FastTrack's survey without the letter of thanks. */
export function quietSurvey(): (typeof fasttrack)['survey'] {
  const { thanks: _, ...survey } = fasttrack.survey
  return survey
}
