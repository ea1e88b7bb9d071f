import type { Generated } from 'kysely'
import { hashOfAddress } from './address.ts'
import type { Db } from './database.ts'

/** Addresses that want no more email, over all programs. Kept as a hash, so that it outlives the erasure of the person. */
export type OptOutsTable = {
  address_hash: Buffer
  opted_out_at: Generated<Date>
}

/** @returns whether it had not opted out before */
export async function addOptOut(db: Db, address: string): Promise<boolean> {
  const added = await db
    .insertInto('opt_outs')
    .values({ address_hash: hashOfAddress(address) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address_hash')
    .executeTakeFirst()
  return added !== undefined
}

/** Those of the addresses that opted out, as they were given. */
export async function optedOut(db: Db, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const rows = await db
    .selectFrom('opt_outs')
    .select('address_hash')
    .where('address_hash', 'in', addresses.map(hashOfAddress))
    .execute()
  const hashes = new Set(rows.map((row) => row.address_hash.toString('hex')))
  return new Set(addresses.filter((address) => hashes.has(hashOfAddress(address).toString('hex'))))
}
