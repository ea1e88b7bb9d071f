import type { Generated, JSONColumnType } from 'kysely'
import type { Db } from './database.ts'

/** Every change of state: what, by whom, when. Rows are only added; `about` holds ids and small values, never a person. */
export type AuditTable = {
  id: Generated<string>
  engagement_id: string | null
  actor: string
  what: string
  about: JSONColumnType<Record<string, unknown>>
  at: Generated<Date>
  /** The transaction it was written in; what it is sealed by once no older one is open. */
  transaction: Generated<string>
}

export type AuditEntry = {
  readonly engagementId?: string
  /** A key's id, or 'workflow', 'contact', 'setup'. */
  readonly actor: string
  readonly what: string
  readonly about?: Readonly<Record<string, unknown>>
}

export async function record(db: Db, { engagementId, actor, what, about }: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({ engagement_id: engagementId ?? null, actor, what, about: JSON.stringify(about ?? {}) })
    .execute()
}

/** What happened to an engagement, oldest first. */
export async function timelineOf(db: Db, engagementId: string) {
  return db
    .selectFrom('audit')
    .select(['at', 'what', 'actor', 'about'])
    .where('engagement_id', '=', engagementId)
    .orderBy('id')
    .execute()
}
