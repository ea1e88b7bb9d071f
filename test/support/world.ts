import { Client, Connection, type WorkflowHandle } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import { afterAll, beforeAll, inject } from 'vitest'
import { giftActivities } from '../../activities/gifts.ts'
import { createActivities } from '../../activities/index.ts'
import { scheduleActivities } from '../../activities/schedules.ts'
import { watchActivities } from '../../activities/watch.ts'
import type { Db } from '../../src/db/database.ts'
import { addGrant } from '../../src/db/grants.ts'
import { createKey, type Role } from '../../src/db/keys.ts'
import { addPartner } from '../../src/db/partners.ts'
import { type App, buildApp } from '../../src/http/app.ts'
import { manual } from '../../src/incentives/manual.ts'
import type { IncentiveProvider } from '../../src/incentives/provider.ts'
import { createMailer } from '../../src/letters/mailer.ts'
import { buildMailbox } from '../../src/local/mailbox/app.ts'
import { freePort } from '../../src/local/ports.ts'
import { createLog } from '../../src/log.ts'
import { buildOf, promote } from '../../src/temporal/deployment.ts'
import { createInspector } from '../../src/temporal/inspect.ts'
import { type RelayDependencies, startRelay } from '../../src/temporal/relay.ts'
import { createWorkers, type Workers } from '../../src/temporal/workers.ts'
import { ownDatabase } from './database.ts'

/** All of Plaudit for one test file: its own database, mailbox and task queues; the Temporal server is shared. */
export type World = {
  readonly db: Db
  readonly app: App
  readonly client: Client
  readonly mailbox: ReturnType<typeof buildMailbox>
  readonly keys: Readonly<Record<Role, string>>
  /** What was logged, line by line. */
  readonly log: readonly string[]
  /** Where the app is reached; nobody listens there unless the world was told to. */
  readonly publicUrl: string
  readonly stopWorker: () => Promise<void>
  /** @param bundle other workflows than those of the code */
  readonly startWorker: (bundle?: string, buildId?: string) => Promise<void>
  readonly stopRelay: () => Promise<void>
  readonly startRelay: () => void
  /** What its relay runs on, for relays of a test's own. */
  readonly relayed: RelayDependencies
  /** Programs whose reports were scheduled; nothing is sent by that. */
  readonly scheduled: ReadonlySet<string>
  readonly workflow: (engagementId: string, program?: string) => WorkflowHandle
}

Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') })

export const worldSecret = 'a secret that signs the links of tests'

/** What the mailbox of a world signs its webhooks with. */
export const webhookSecret = `whsec_${Buffer.from('a secret that signs webhooks').toString('base64')}`

/** Opens a world for the tests of a file and closes it after them.
 *  @param day how long a program's day lasts
 *  @param interval how long a person is left in peace after one request; by default nobody waits
 *  @param listen serves the app on a real port, too, which the links in letters then lead to
 *  @param webhooks serves it there, too, and has the mailbox tell it what becomes of letters
 *  @param incentives who issues gifts, given the mailbox's address
 *  @param temporal where another Temporal server than the shared one is reached */
export function useWorld({
  day = '100ms',
  interval = '1 ms',
  listen = false,
  webhooks = false,
  incentives = () => manual,
  temporal = async () => inject('temporal'),
}: Partial<Opening> = {}): () => World {
  let world: (World & { close: () => Promise<void> }) | undefined
  beforeAll(async () => {
    world = await openWorld({ day, interval, listen: listen || webhooks, webhooks, incentives, temporal })
  })
  afterAll(async () => {
    await world?.close()
  })
  return () => {
    if (!world) throw new Error('the world is not open yet')
    return world
  }
}

type Opening = {
  readonly day: string
  readonly interval: string
  readonly listen: boolean
  readonly webhooks: boolean
  readonly incentives: (mailboxUrl: string) => IncentiveProvider
  readonly temporal: () => Promise<string>
}

async function openWorld({
  day,
  interval,
  listen,
  webhooks,
  incentives,
  temporal,
}: Opening): Promise<World & { close: () => Promise<void> }> {
  const { db, url, name } = await ownDatabase()
  const port = listen ? await freePort() : 8080
  const webhook = { url: `http://127.0.0.1:${port}/webhooks/resend`, secret: webhookSecret }
  const mailbox = buildMailbox(webhooks ? { webhook } : {})
  const baseUrl = await mailbox.listen({ host: '127.0.0.1', port: 0 })
  const config = {
    DATABASE_URL: url,
    TASK_QUEUE: name,
    BUILD_ID: 'test',
    DAY: day,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SURVEY_SECRET: worldSecret,
    RESEND_WEBHOOK_SECRET: webhookSecret,
    OWNER_EMAIL: 'owner@plaudit.example',
    EMAILS_PER_SECOND: 100,
    REQUESTS_PER_MINUTE: 100_000,
    WRONG_KEYS_PER_MINUTE: 100_000,
    ANSWERS_PER_MINUTE: 100_000,
    VISITS_PER_MINUTE: 100_000,
    TEMPORAL_UI_URL: inject('temporalUi'),
    REQUEST_INTERVAL: interval,
  }
  const log: string[] = []
  const logger = createLog({ name: 'test', level: 'debug' }, { write: (line) => void log.push(line) })
  const address = await temporal()
  const connection = await Connection.connect({ address })
  const client = new Client({ connection })
  const native = await NativeConnection.connect({ address })
  const mailer = createMailer({ apiKey: 're_test', baseUrl })
  const app = await buildApp({ db, log: logger, config, isReady: async () => true })
  if (listen) await app.listen({ host: '127.0.0.1', port })

  const scheduled = new Set<string>()
  let workers: Workers | undefined
  let running: Promise<void> | undefined
  async function startWorker(bundle = inject('workflowBundle'), buildId = config.BUILD_ID): Promise<void> {
    const build = { ...config, BUILD_ID: buildId }
    const gifts = giftActivities({ db, incentives: incentives(baseUrl) })
    const watching = watchActivities({ db, mailer, log: logger, config, temporal: createInspector(client, config) })
    const scheduling = scheduleActivities({ db, scheduleReports: async (id) => void scheduled.add(id) })
    const activities = { ...createActivities({ db, mailer, config }), ...gifts, ...watching, ...scheduling }
    workers = await createWorkers({
      connection: native,
      namespace: 'default',
      config: build,
      activities,
      workflowBundle: { codePath: bundle },
    })
    running = workers.run()
    await promote(client, 'default', buildOf(build))
  }
  async function stopWorker(): Promise<void> {
    workers?.stop()
    await running
    workers = undefined
  }
  let relay: ReturnType<typeof startRelay> | undefined
  const relayed = { db, client, log: logger, config }
  const startOwnRelay = () => {
    relay = startRelay(relayed)
  }
  const stopRelay = async () => {
    await relay?.stop()
    relay = undefined
  }

  await startWorker()
  startOwnRelay()
  return {
    db,
    app,
    client,
    mailbox,
    log,
    publicUrl: config.PUBLIC_URL,
    keys: await makeKeys(db),
    startWorker,
    stopWorker,
    startRelay: startOwnRelay,
    relayed,
    stopRelay,
    scheduled,
    workflow: (engagementId, program = 'fasttrack') => client.workflow.getHandle(`${program}/${engagementId}`),
    async close() {
      await stopRelay()
      await stopWorker()
      await app.close()
      await mailbox.close()
      await native.close()
      await connection.close()
      await db.destroy()
    },
  }
}

/** Two partners, and a key of each role; those of one partner act for the first alone. */
async function makeKeys(db: Db): Promise<Readonly<Record<Role, string>>> {
  const psm = { psm_id: 'psm-nora', psm_name: 'Nora Lind', psm_email: 'nora@plaudit.example' }
  const partner = { country: 'DE', parent_id: null, ...psm }
  await addPartner(db, { id: 'fabrikam', name: 'Fabrikam', email: 'projects@fabrikam.example', ...partner })
  await addPartner(db, { id: 'northwind', name: 'Northwind', email: 'projects@northwind.example', ...partner })
  const partnerIds = ['fabrikam']
  const make = async (role: Role, ids: readonly string[]) => (await createKey(db, { role, partnerIds: ids })).key
  const delegate = await createKey(db, { role: 'delegate', partnerIds: [] })
  await addGrant(db, { partnerId: 'fabrikam', keyId: delegate.id, grantedBy: 'setup' })
  return {
    operator: await make('operator', []),
    owner: await make('owner', []),
    psm: await make('psm', partnerIds),
    partner: await make('partner', partnerIds),
    'survey-manager': await make('survey-manager', partnerIds),
    delegate: delegate.key,
  }
}
