import { sql } from 'kysely'
import { ago } from '../ago.ts'
import { record } from '../audit.ts'
import type { Db } from '../database.ts'
import type { Counts } from '../erasures.ts'
import type { Expiry } from '../retention.ts'

/** Removes a person from referrals, where they asked for help, and from the distribution lists of partners. The referrals go on.
 *  @returns how many rows */
export async function eraseFromReferrals(tx: Db, person: Buffer): Promise<Counts> {
  const removed = await tx.deleteFrom('referral_contacts').where('address_hash', '=', person).executeTakeFirst()
  const without = (list: string) =>
    sql<string[]>`array(select a from unnest(${sql.ref(list)}) with ordinality as each (a, at)
      where sha256(convert_to(lower(trim(a)), 'UTF8')) <> ${person} order by at)`
  const emptied = await tx
    .updateTable('referral_profiles')
    .set({ standard_list: without('standard_list'), benefit_list: without('benefit_list') })
    .where(isListed(person))
    .executeTakeFirst()
  return { referralContacts: Number(removed.numDeletedRows), referralLists: Number(emptied.numUpdatedRows) }
}

/** Profiles whose lists hold the address. */
export function isListed(person: Buffer) {
  return sql<boolean>`exists (select from unnest(standard_list || benefit_list) a
    where sha256(convert_to(lower(trim(a)), 'UTF8')) = ${person})`
}

/** Forgets who asked for help, where the referral was closed long enough ago. @returns how many */
export async function retireReferralContacts(db: Db, { period, limit }: Expiry): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = tx
      .selectFrom('referrals')
      .innerJoin('referral_contacts', 'referral_contacts.referral_id', 'referrals.id')
      .select('referrals.id')
      .where('referrals.closed_at', '<', ago(period))
      .limit(limit)
    const { numDeletedRows } = await tx
      .deleteFrom('referral_contacts')
      .where('referral_id', 'in', old)
      .executeTakeFirst()
    const rows = Number(numDeletedRows)
    if (rows > 0)
      await record(tx, {
        actor: 'retention',
        what: 'expired',
        about: { kind: 'contacts', rows: { referralContacts: rows } },
      })
    return rows
  })
}
