import { type Kysely, sql } from 'kysely'

/** What partners are measured by besides satisfaction, as it was told. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table figures (
      program_id text not null,
      partner_id text not null references partners (id),
      key text not null,
      value double precision not null,
      told_at timestamptz not null default now(),
      primary key (program_id, partner_id, key, told_at)
    );
  `.execute(db)
}
