import type { Db } from '../database.ts'
import { hashOfColumn } from './hashOfColumn.ts'

/** Stops the reports that go to a person: they were ordered for that address.
 *  @returns how many */
export async function eraseReports(tx: Db, person: Buffer): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('reports')
    .where(hashOfColumn('address'), '=', person)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
