import { sql } from 'kysely'
import type { Db } from './database.ts'

/** How many answers to a membership's survey came from one network in an hour. The network is a keyed hash; rows are kept for a
 *  day, and say neither who answered nor what. */
export type NetworksTable = {
  network: Buffer
  partner_id: string
  program_id: string
  hour: Date
  answers: number
}

/** Counts an answer. @returns how many came from there in this hour and the one before */
export async function countFromNetwork(
  tx: Db,
  {
    network,
    partnerId,
    programId,
  }: { readonly network: Buffer; readonly partnerId: string; readonly programId: string },
): Promise<number> {
  await tx
    .insertInto('networks')
    .values({ network, partner_id: partnerId, program_id: programId, hour: sql`date_trunc('hour', now())`, answers: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['network', 'partner_id', 'program_id', 'hour'])
        .doUpdateSet({ answers: sql`networks.answers + 1` }),
    )
    .execute()
  const { answers } = await tx
    .selectFrom('networks')
    .select(sql<number>`sum(answers)::int`.as('answers'))
    .where('network', '=', network)
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .where('hour', '>=', sql<Date>`date_trunc('hour', now()) - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  return answers
}
