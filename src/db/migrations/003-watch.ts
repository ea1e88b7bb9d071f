import { type Kysely, sql } from 'kysely'

/** When the watchdog last looked at an engagement and mended it, and letters nobody knows the fate of. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table engagements add column watched_at timestamptz;
    alter table engagements add column repaired_at timestamptz;
    create index engagements_unwatched on engagements (watched_at nulls first) where stage <> 'closed';
    create index outbox_by_engagement on outbox (engagement_id, id);
    create index letters_unresolved on letters (id) where status = 'unresolved';
    create index letters_by_batch on letters (batch);
    alter table tasks alter column opened_at type timestamptz(3);
    create index tasks_by_opening on tasks (opened_at desc, id desc);
  `.execute(db)
}
