import type { LocalConfig } from '../config.ts'
import { local } from './settings.ts'
import type { Stack } from './stack.ts'

/** What to tell when all is up: every address, a key for each role, and what to try first. */
export function summary({ environment, setup }: Stack, settings: LocalConfig): string {
  const api = local(settings.PORT)
  const metrics = [
    settings.PORT,
    settings.WORKER_METRICS_PORT,
    ...(settings.TEMPORAL_ADDRESS ? [] : [settings.TEMPORAL_METRICS_PORT]),
  ]
  const lines = {
    API: api,
    'API reference': `${api}/docs`,
    'Survey pages': `${environment.PUBLIC_URL}/s/…  (the links are in the letters)`,
    Mailbox: local(settings.MAILBOX_PORT),
    'Every letter': `${local(settings.MAILBOX_PORT)}/dev/letters`,
    Temporal: environment.TEMPORAL_ADDRESS,
    'Temporal UI': environment.TEMPORAL_UI_URL,
    Metrics: metrics.map((port) => `${local(port)}/metrics`).join('  '),
    PostgreSQL: environment.DATABASE_URL,
    State: environment.STATE_DIR,
    ...Object.fromEntries(Object.entries(setup.keys).map(([role, key]) => [`Key of ${role}`, key])),
  }
  return [
    '',
    'Plaudit runs. Ctrl-C stops it; the next start goes on where it stopped.',
    '',
    ...Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(23)}${value}`])),
    '',
    'Try first:',
    `  curl -H 'authorization: Bearer ${setup.keys.operator}' ${api}/v1/programs`,
    '',
    '',
  ].join('\n')
}
