import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Db } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { publishProgram } from './db/programs.ts'
import { publishReferralProgram } from './db/referral/programs.ts'
import { programs } from './programs/index.ts'
import { referralPrograms } from './programs/referrals/index.ts'
import { connectClient } from './temporal/connection.ts'
import { ensureSearchAttributes } from './temporal/searchAttributes.ts'

/** Brings database and Temporal namespace to what this version needs: tables, search attributes, programs. Safe to repeat. */
export async function prepare(db: Db): Promise<void> {
  await migrate(db)
  for (const program of programs) await publishProgram(db, program)
  for (const program of referralPrograms) await publishReferralProgram(db, program)
  const client = connectClient()
  try {
    await ensureSearchAttributes(client, loadClientConnectConfig().namespace ?? 'default')
  } finally {
    await client.connection.close()
  }
}
