import type { Config } from '../src/config.ts'
import type { Db } from '../src/db/database.ts'
import type { Mailer } from '../src/letters/mailer.ts'

/** What activities are made of. */
export type Dependencies = {
  readonly db: Db
  readonly mailer: Mailer
  readonly config: Pick<Config, 'PUBLIC_URL' | 'SURVEY_SECRET' | 'OWNER_EMAIL' | 'DAY' | 'REQUEST_INTERVAL'>
}
