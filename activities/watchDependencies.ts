import type { Config } from '../src/config.ts'
import type { Db } from '../src/db/database.ts'
import type { Inspector } from '../src/domain/workflowState.ts'
import type { Mailer } from '../src/letters/mailer.ts'
import type { Logger } from '../src/log.ts'

/** What the watchdog is made of. */
export type WatchDependencies = {
  readonly db: Db
  readonly mailer: Mailer
  readonly temporal: Inspector
  readonly config: Pick<Config, 'DAY' | 'REQUEST_INTERVAL'>
  readonly log: Pick<Logger, 'info' | 'warn'>
}
