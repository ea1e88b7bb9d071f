import { type Kysely, sql } from 'kysely'

/** What all answers under a program come to, so that nobody waits while a million are counted. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table tallies (
      program_id text not null,
      basis text not null,
      question text not null,
      month text not null,
      subject text not null,
      country text not null,
      n integer not null,
      counts jsonb not null,
      made_at timestamptz not null default now(),
      primary key (program_id, basis, question, month, subject, country)
    );
  `.execute(db)
}
