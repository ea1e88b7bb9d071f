import { environment, type LocalConfig } from '../config.ts'
import type { Wanted } from './ports.ts'
import type { Secrets } from './secrets.ts'

/** The ports the stack will listen on; those of an existing database or Temporal are not ours. */
export function portsOf(settings: LocalConfig): readonly Wanted[] {
  const temporal = ['TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'TEMPORAL_METRICS_PORT'] as const
  const variables = [
    'PORT',
    'WORKER_PORT',
    'WORKER_METRICS_PORT',
    'MAILBOX_PORT',
    ...(settings.DATABASE_URL ? [] : (['POSTGRES_PORT'] as const)),
    ...(settings.TEMPORAL_ADDRESS ? [] : temporal),
  ] as const
  return variables.map((variable) => ({ variable, port: settings[variable] }))
}

type Found = {
  readonly settings: LocalConfig
  readonly secrets: Secrets
  readonly databaseUrl: string
  readonly temporalAddress: string
}

/** The settings worker, server and set-up run with. */
export function environmentOf({ settings, secrets, databaseUrl, temporalAddress }: Found) {
  return {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    ...(!settings.TEMPORAL_ADDRESS && { TEMPORAL_UI_URL: local(settings.TEMPORAL_UI_PORT) }),
    // A key that Resend itself would refuse: whatever goes wrong here, no mail leaves the machine.
    RESEND_API_KEY: 're_local_mailbox',
    RESEND_BASE_URL: local(settings.MAILBOX_PORT),
    RESEND_WEBHOOK_SECRET: secrets.webhookSecret,
    // A key that Tremendous itself would refuse: whatever goes wrong here, no card is paid for.
    INCENTIVES: 'tremendous',
    TREMENDOUS_API_KEY: 'TEST_local',
    TREMENDOUS_BASE_URL: `${local(settings.MAILBOX_PORT)}/tremendous`,
    TREMENDOUS_CAMPAIGN: 'LOCAL',
    SURVEY_SECRET: secrets.surveySecret,
    OPERATOR_KEY: secrets.operatorKey,
    OWNER_EMAIL: settings.OWNER_EMAIL,
    HOST: '127.0.0.1',
    PUBLIC_URL: settings.PUBLIC_URL ?? local(settings.PORT),
    PORT: String(settings.PORT),
    WORKER_PORT: String(settings.WORKER_PORT),
    WORKER_METRICS_PORT: String(settings.WORKER_METRICS_PORT),
    MAILBOX_PORT: String(settings.MAILBOX_PORT),
    STATE_DIR: settings.STATE_DIR,
    DAY: settings.DAY,
    LOG_LEVEL: settings.LOG_LEVEL,
  }
}

/** What only the set-up needs on top: the keys it makes valid, one a role. */
export function setupKeys(secrets: Secrets): Readonly<Record<string, string>> {
  return {
    OWNER_KEY: secrets.ownerKey,
    PSM_KEY: secrets.psmKey,
    PARTNER_KEY: secrets.partnerKey,
    SURVEY_MANAGER_KEY: secrets.surveyManagerKey,
    DELEGATE_KEY: secrets.delegateKey,
  }
}

/** Ours on top of what the supervisor itself was given, such as PATH and HOME. */
export function inherit(ours: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  return { ...environment(), ...ours }
}

export function local(port: number): string {
  return `http://127.0.0.1:${port}`
}
