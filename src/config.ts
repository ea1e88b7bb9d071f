import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'
import release from '../package.json' with { type: 'json' }
import { Keeping } from './keeping.ts'

/** What one client may ask of the server. The defaults fit a portal that serves a hundred partners. */
export const Limits = Type.Object(
  {
    WRONG_KEYS_PER_MINUTE: Type.Integer({
      default: 20,
      minimum: 1,
      description: 'Wrong keys and survey links an address may try in a minute',
    }),
    ANSWERS_PER_MINUTE: Type.Integer({
      default: 20,
      minimum: 1,
      description: 'Forms and answers a minute that one survey link may send, or one network at survey addresses',
    }),
    VISITS_PER_MINUTE: Type.Integer({
      default: 60,
      minimum: 1,
      description: "Forms a minute that a membership's own survey address takes, of everybody",
    }),
    BODY_MEGABYTES: Type.Number({ default: 5, minimum: 0.1, description: 'Largest body of JSON or CSV' }),
    CONTACTS_PER_ENGAGEMENT: Type.Integer({ default: 500, minimum: 1, description: 'Contacts an engagement takes' }),
    CONTACT_ROWS: Type.Integer({ default: 5_000, minimum: 1, description: 'Rows an upload of contacts may have' }),
    FACTS_PER_CALL: Type.Integer({ default: 1_000, minimum: 1, description: 'Facts in one call' }),
    REQUEST_SECONDS: Type.Number({
      default: 30,
      minimum: 0.5,
      description: 'Time a client has to send its request; a third of it for the headers',
    }),
    KEEP_ALIVE_SECONDS: Type.Number({
      default: 72,
      minimum: 1,
      description: 'How long an idle connection stays open; longer than the load balancer keeps it',
    }),
    CONNECTIONS: Type.Integer({ default: 5_000, minimum: 1, description: 'Open connections in all' }),
    CONNECTIONS_PER_ADDRESS: Type.Integer({
      default: 200,
      minimum: 1,
      description:
        'Open connections of one address; not asked where TRUSTED_PROXIES is set, as they all come from there',
    }),
  },
  { additionalProperties: false },
)

export type Limits = Readonly<Static<typeof Limits>>

/** Everything the server and the worker take from the environment: name, shape, default. The only reader of `process.env`. */
export const Settings = Type.Object({
  DATABASE_URL: Type.String({ description: 'PostgreSQL connection string' }),
  HOST: Type.String({ default: '127.0.0.1', description: 'Address the server listens on' }),
  PORT: Type.Integer({ default: 8080, description: 'Port of API and survey pages' }),
  PUBLIC_URL: Type.String({
    default: 'http://127.0.0.1:8080',
    description: 'Address customers reach the server at; survey links start with it',
  }),
  SURVEY_SECRET: Type.String({
    minLength: 32,
    description: 'Key that signs survey links; changing it voids every link',
  }),
  RESEND_API_KEY: Type.String({ minLength: 1, description: 'Resend API key' }),
  RESEND_BASE_URL: Type.Optional(
    Type.String({ description: "Another address for Resend's API, such as the local mailbox" }),
  ),
  RESEND_WEBHOOK_SECRET: Type.Optional(
    Type.String({
      pattern: '^whsec_[A-Za-z0-9+/]{16,}=*$',
      description: "Signing secret of Resend's webhook; without it what became of letters is not known",
    }),
  ),
  OWNER_EMAIL: Type.String({ description: 'Where letters for the program owner go' }),
  INCENTIVES: Type.Union([Type.Literal('manual'), Type.Literal('tremendous')], {
    default: 'manual',
    description: 'Who issues gift cards: the operator, or Tremendous',
  }),
  TREMENDOUS_API_KEY: Type.Optional(Type.String({ minLength: 1, description: 'Tremendous API key' })),
  TREMENDOUS_BASE_URL: Type.String({
    default: 'https://testflight.tremendous.com/api/v2',
    description: "Tremendous' API; this is its sandbox, https://www.tremendous.com/api/v2 costs money",
  }),
  TREMENDOUS_CAMPAIGN: Type.Optional(Type.String({ description: 'The campaign whose cards may be chosen' })),
  TREMENDOUS_FUNDING: Type.String({ default: 'balance', description: 'The funding source that pays' }),
  OPERATOR_KEY: Type.Optional(
    Type.String({ minLength: 24, description: 'If set, this operator key is valid from boot on' }),
  ),
  TASK_QUEUE: Type.String({ default: 'plaudit', description: 'Temporal task queue; letters use <name>-email' }),
  TEMPORAL_UI_URL: Type.String({ default: 'http://127.0.0.1:8233', description: 'Temporal UI, for links' }),
  EMAILS_PER_SECOND: Type.Number({
    default: 4,
    description: "Calls to Resend a second over all workers; Resend's default limit is 5",
  }),
  WORKER_PORT: Type.Integer({ default: 9465, description: 'Port of the worker: /health/live, /health/ready' }),
  WORKER_METRICS_PORT: Type.Integer({
    default: 9464,
    description: "Port of Temporal's own metrics of the worker: /metrics",
  }),
  DATABASE_CONNECTIONS: Type.Integer({ default: 10, description: 'Connections a process may hold' }),
  REQUESTS_PER_MINUTE: Type.Integer({
    default: 600,
    description: 'Requests a minute allowed to one key, or to one address without a key',
  }),
  ...Limits.properties,
  TRUSTED_PROXIES: Type.Optional(
    Type.String({ description: 'Addresses of proxies whose X-Forwarded-For is believed, comma-separated' }),
  ),
  DAY: Type.String({
    default: '24 hours',
    description: 'Length of a program day, for trying out. Never set in production',
  }),
  BUILD_ID: Type.String({
    default: release.version,
    description: 'Names this build of the worker; sleeping engagements go over to the build that is current',
  }),
  PROMOTE: Type.Boolean({
    default: true,
    description: 'Whether a worker that starts makes its build the current one',
  }),
  REQUEST_INTERVAL: Type.String({
    default: '90 days',
    description: 'How long a person is left in peace after one request, over all programs',
  }),
  WATCHDOG_EVERY: Type.String({ default: '5 minutes', description: 'How often the watchdog looks at what is open' }),
  ...Keeping.properties,
  LOG_LEVEL: Type.String({ default: 'info', description: 'fatal, error, warn, info, debug or trace' }),
})

export type Config = Readonly<Static<typeof Settings>>

/** Reads and checks the settings once; a missing or malformed one stops the process before it serves anything. */
export function loadConfig(): Config {
  return Object.freeze(envSchema<Static<typeof Settings>>({ schema: Settings, dotenv: false }))
}

/** What a command needs that does nothing but look into the database. */
export function loadDatabaseUrl(): string {
  const schema = Type.Pick(Settings, ['DATABASE_URL'])
  return envSchema<Static<typeof schema>>({ schema, dotenv: false }).DATABASE_URL
}

/** Keys that the set-up of the local stack makes valid, one a role. */
const DemoKeys = Type.Object({
  OWNER_KEY: Type.String(),
  PSM_KEY: Type.String(),
  PARTNER_KEY: Type.String(),
  SURVEY_MANAGER_KEY: Type.String(),
  DELEGATE_KEY: Type.String(),
})

export function loadDemoKeys(): Readonly<Static<typeof DemoKeys>> {
  return Object.freeze(envSchema<Static<typeof DemoKeys>>({ schema: DemoKeys, dotenv: false }))
}

/** Ports and places of the local stack, each moved by the variable of its name. */
const LocalSettings = Type.Object({
  PORT: Type.Integer({ default: 8080 }),
  MAILBOX_PORT: Type.Integer({ default: 8025 }),
  RESEND_WEBHOOK_SECRET: Type.Optional(Type.String()),
  POSTGRES_PORT: Type.Integer({ default: 5455 }),
  TEMPORAL_PORT: Type.Integer({ default: 7233 }),
  TEMPORAL_UI_PORT: Type.Integer({ default: 8233 }),
  TEMPORAL_METRICS_PORT: Type.Integer({ default: 9233 }),
  WORKER_PORT: Type.Integer({ default: 9465 }),
  WORKER_METRICS_PORT: Type.Integer({ default: 9464 }),
  STATE_DIR: Type.String({ default: '.data' }),
  DATABASE_URL: Type.Optional(Type.String()),
  TEMPORAL_ADDRESS: Type.Optional(Type.String()),
  DAY: Type.String({ default: '24 hours' }),
  LOG_LEVEL: Type.String({ default: 'info' }),
  PUBLIC_URL: Type.Optional(Type.String()),
  OWNER_EMAIL: Type.String({ default: 'owner@plaudit.example' }),
})

export type LocalConfig = Readonly<Static<typeof LocalSettings>>

export function loadLocalConfig(): LocalConfig {
  return Object.freeze(envSchema<Static<typeof LocalSettings>>({ schema: LocalSettings, dotenv: false }))
}

/** The environment as it is, for handing on to child processes. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env
}
