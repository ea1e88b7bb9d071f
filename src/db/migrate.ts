import { Migrator } from 'kysely'
import type { Db } from './database.ts'
import { up as engine } from './migrations/001-engine.ts'
import { up as deliveries } from './migrations/002-deliveries.ts'
import { up as watch } from './migrations/003-watch.ts'
import { up as people } from './migrations/004-people.ts'
import { up as standings } from './migrations/005-standings.ts'
import { up as memberships } from './migrations/006-memberships.ts'
import { up as ownUrl } from './migrations/007-own-url.ts'
import { up as projects } from './migrations/008-projects.ts'
import { up as tallies } from './migrations/009-tallies.ts'
import { up as letters } from './migrations/010-letters.ts'
import { up as grants } from './migrations/011-grants.ts'
import { up as referrals } from './migrations/012-referrals.ts'
import { up as figures } from './migrations/013-figures.ts'
import { up as standingsKept } from './migrations/014-standings.ts'
import { up as reckonings } from './migrations/015-reckonings.ts'
import { up as gifts } from './migrations/016-gifts.ts'

/** Every step of the schema in order. Forward only: a step that was released never changes. */
const migrations = {
  '001-engine': { up: engine },
  '002-deliveries': { up: deliveries },
  '003-watch': { up: watch },
  '004-people': { up: people },
  '005-standings': { up: standings },
  '006-memberships': { up: memberships },
  '007-own-url': { up: ownUrl },
  '008-projects': { up: projects },
  '009-tallies': { up: tallies },
  '010-letters': { up: letters },
  '011-grants': { up: grants },
  '012-referrals': { up: referrals },
  '013-figures': { up: figures },
  '014-standings': { up: standingsKept },
  '015-reckonings': { up: reckonings },
  '016-gifts': { up: gifts },
}

/** Brings the schema to the newest step, under a lock, so that several processes may try at once. */
export async function migrate(db: Db): Promise<void> {
  const { error } = await migrator(db).migrateToLatest()
  if (error) throw error
}

export async function isMigrated(db: Db): Promise<boolean> {
  const steps = await migrator(db).getMigrations()
  return steps.every((step) => step.executedAt)
}

function migrator(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}
