import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Db } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { listVersions } from './db/programs.ts'
import { publishAs } from './db/publications.ts'
import { publishReferralProgram } from './db/referral/programs.ts'
import { dayAt } from './domain/calendar.ts'
import type { Program } from './domain/program.ts'
import { shippedProblem } from './domain/ruleChange.ts'
import { programs } from './programs/index.ts'
import { referralPrograms } from './programs/referrals/index.ts'
import { connectClient } from './temporal/connection.ts'
import { ensureSearchAttributes } from './temporal/searchAttributes.ts'

/** Brings database and Temporal namespace to what this version needs: tables, search attributes, programs. Safe to repeat. */
export async function prepare(db: Db): Promise<void> {
  await migrate(db)
  for (const program of programs) await publishShipped(db, program)
  for (const program of referralPrograms) await publishReferralProgram(db, program)
  const client = connectClient()
  try {
    await ensureSearchAttributes(client, loadClientConnectConfig().namespace ?? 'default')
  } finally {
    await client.connection.close()
  }
}

/** Publishes a program that comes with Plaudit, by the rules that hold for everybody's.
 *  @throws when a later version does not say why it takes effect without six months' notice: whoever upgrades cannot be made to wait */
async function publishShipped(db: Db, program: Program): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const published = (await listVersions(tx, program.id)).map(({ version }) => version)
    const problem = shippedProblem(program, { published, today: dayAt(new Date(), 'UTC') })
    if (problem)
      throw new Error(`${program.id} version ${program.version}: ${problem.field} must be ${problem.expected}`)
    await publishAs(tx, 'setup', program)
  })
}
