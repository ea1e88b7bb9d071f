import type { Generated } from 'kysely'
import type { Db } from './database.ts'

/** That a delegate may act for a partner. A grant that is taken back leaves no row: the audit trail has it. */
export type GrantsTable = {
  partner_id: string
  key_id: string
  granted_by: string
  granted_at: Generated<Date>
}

/** Grants, or leaves a grant as it is. @returns whether it is new */
export async function addGrant(
  tx: Db,
  { partnerId, keyId, grantedBy }: { partnerId: string; keyId: string; grantedBy: string },
): Promise<boolean> {
  const added = await tx
    .insertInto('grants')
    .values({ partner_id: partnerId, key_id: keyId, granted_by: grantedBy })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Takes a grant back. @returns whether there was one */
export async function removeGrant(
  tx: Db,
  { partnerId, keyId }: { partnerId: string; keyId: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('grants')
    .where('partner_id', '=', partnerId)
    .where('key_id', '=', keyId)
    .executeTakeFirst()
  return numDeletedRows > 0
}

/** To whom a partner granted, oldest first. */
export async function grantsOf(db: Db, partnerId: string) {
  return db
    .selectFrom('grants')
    .select(['key_id as keyId', 'granted_by as grantedBy', 'granted_at as grantedAt'])
    .where('partner_id', '=', partnerId)
    .orderBy('granted_at')
    .orderBy('key_id')
    .execute()
}
