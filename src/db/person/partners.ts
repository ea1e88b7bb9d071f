import { sql } from 'kysely'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import { hashOfColumn } from './hashOfColumn.ts'

/** Takes a person's address from partners and memberships, and a PSM's or survey manager's name with it. Who has no address is stood in for by the next of partner,
 *  PSM and owner.
 *  @returns how many partners, the names that went, and the open engagements, to which letters may be on their way */
export async function erasePartners(
  tx: Db,
  person: Buffer,
): Promise<{ readonly partners: number; readonly names: readonly string[]; readonly engagements: readonly string[] }> {
  const rows = await tx
    .selectFrom('partners')
    .select(['id', 'psm_name', sql<boolean>`coalesce(${hashOfColumn('psm_email')} = ${person}, false)`.as('isPsm')])
    .where((eb) => eb.or([eb(hashOfColumn('email'), '=', person), eb(hashOfColumn('psm_email'), '=', person)]))
    .forUpdate()
    .execute()
  const ids = rows.map(({ id }) => id)
  const ofPsm = rows.filter(({ isPsm }) => isPsm)
  await tx
    .updateTable('partners')
    .set({ email: null })
    .where('id', '=', anyOf(ids))
    .where(hashOfColumn('email'), '=', person)
    .execute()
  await tx
    .updateTable('partners')
    // an id made from the address would still tell it to whoever guesses right
    .set({ psm_email: null, psm_name: null, psm_id: sql`case when psm_id like 'psm\\_%' then null else psm_id end` })
    .where('id', '=', anyOf(ofPsm.map(({ id }) => id)))
    .execute()
  const managers = await eraseManagers(tx, person)
  const engagements = await tx
    .selectFrom('engagements')
    .select('id')
    .where('partner_id', '=', anyOf(ids))
    .where('stage', '<>', 'closed')
    .execute()
  return {
    partners: ids.length + managers.length,
    names: [...ofPsm.flatMap(({ psm_name: name }) => name ?? []), ...managers],
    engagements: engagements.map(({ id }) => id),
  }
}

/** @returns the names of survey managers that went, one a membership */
async function eraseManagers(tx: Db, person: Buffer): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('memberships')
    .select(['partner_id', 'program_id', 'manager_name'])
    .where(hashOfColumn('manager_email'), '=', person)
    .forUpdate()
    .execute()
  await tx
    .updateTable('memberships')
    .set({ manager_name: null, manager_email: null })
    .where(hashOfColumn('manager_email'), '=', person)
    .execute()
  return rows.map(({ manager_name: name }) => name ?? '').filter((name) => name !== '')
}
