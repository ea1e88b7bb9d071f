import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'

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
  OWNER_EMAIL: Type.String({ description: 'Where letters for the program owner go' }),
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
  REQUESTS_PER_MINUTE: Type.Integer({ default: 600, description: 'Requests a minute allowed to one key or address' }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({ description: 'Addresses of proxies whose X-Forwarded-For is believed, comma-separated' }),
  ),
  DAY: Type.String({
    default: '24 hours',
    description: 'Length of a program day, for trying out. Never set in production',
  }),
  LOG_LEVEL: Type.String({ default: 'info', description: 'fatal, error, warn, info, debug or trace' }),
})

export type Config = Readonly<Static<typeof Settings>>

/** Reads and checks the settings once; a missing or malformed one stops the process before it serves anything. */
export function loadConfig(): Config {
  return Object.freeze(envSchema<Static<typeof Settings>>({ schema: Settings, dotenv: false }))
}

/** Keys that the set-up of the local stack makes valid, one a role. */
const DemoKeys = Type.Object({ OWNER_KEY: Type.String(), PSM_KEY: Type.String(), PARTNER_KEY: Type.String() })

export function loadDemoKeys(): Readonly<Static<typeof DemoKeys>> {
  return Object.freeze(envSchema<Static<typeof DemoKeys>>({ schema: DemoKeys, dotenv: false }))
}

/** Ports and places of the local stack, each moved by the variable of its name. */
const LocalSettings = Type.Object({
  PORT: Type.Integer({ default: 8080 }),
  MAILBOX_PORT: Type.Integer({ default: 8025 }),
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
