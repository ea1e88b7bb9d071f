import type { Db } from '../database.ts'

/** The engagements in which a person is a contact, was written to or gave a review, in the order of their ids. */
export async function engagementsWithAddress(db: Db, person: Buffer): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('engagement_id as id')
    .where('address_hash', '=', person)
    .union(
      db
        .selectFrom('letters')
        .select('engagement_id as id')
        .where('address_hash', '=', person)
        .where('engagement_id', 'is not', null)
        .$narrowType<{ id: string }>(),
    )
    .union(db.selectFrom('reviews').select('engagement_id as id').where('address_hash', '=', person))
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
