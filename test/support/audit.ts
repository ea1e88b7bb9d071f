import type { Db } from '../../src/db/database.ts'

/** What the audit trail has of some kind, oldest first.  @param what a name, or a pattern such as 'gift.%' */
export async function audited(db: Db, what: string) {
  return db.selectFrom('audit').selectAll().where('what', 'like', what).orderBy('id').execute()
}

/** What happened to an engagement, by name, oldest first. */
export async function happenedTo(db: Db, engagementId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('audit')
    .select('what')
    .where('engagement_id', '=', engagementId)
    .orderBy('id')
    .execute()
  return rows.map(({ what }) => what)
}
