import { type Kysely, sql } from 'kysely'

/** That contacts agreed to be asked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table contacts add column consent_at timestamptz;
    alter table contacts add column consent_source text;
    alter table contacts add check ((consent_at is null) = (consent_source is null));
  `.execute(db)
}
