import type { Generated, Selectable } from 'kysely'
import type { Db } from './database.ts'
import type { Whose } from './standings.ts'

/** Memberships that opted in to their program's report. `address` is where it goes; null where that is the partner's own. */
export type ReportsTable = {
  program_id: string
  partner_id: string
  address: string | null
  opted_in_at: Generated<Date>
}

export type ReportRow = Selectable<ReportsTable>

export async function findReport(db: Db, { programId, partnerId }: Whose): Promise<ReportRow | undefined> {
  return db
    .selectFrom('reports')
    .selectAll()
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst()
}

/** @param address null for the partner's own */
export async function optIn(tx: Db, { programId, partnerId }: Whose, address: string | null): Promise<void> {
  await tx
    .insertInto('reports')
    .values({ program_id: programId, partner_id: partnerId, address })
    .onConflict((conflict) => conflict.columns(['program_id', 'partner_id']).doUpdateSet({ address }))
    .execute()
}

/** @returns whether it was opted in */
export async function optOutOfReport(tx: Db, { programId, partnerId }: Whose): Promise<boolean> {
  const removed = await tx
    .deleteFrom('reports')
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .returning('partner_id')
    .executeTakeFirst()
  return removed !== undefined
}

/** Partners that get a program's report, in the order of their ids. */
export async function reportedPartners(
  db: Db,
  { programId, after, limit }: { readonly programId: string; readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('reports')
    .select('partner_id')
    .where('program_id', '=', programId)
    .where('partner_id', '>', after)
    .orderBy('partner_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.partner_id)
}
