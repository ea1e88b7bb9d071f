import { type Kysely, sql } from 'kysely'

/** Standings as they were found, those that have to be found again, and who gets a report. Whoever writes evidence or figures need not
 *  think of standings: the tables do. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table standings (
      id text primary key,
      program_id text not null,
      program_version integer not null,
      partner_id text not null references partners (id),
      at timestamptz(3) not null,
      met boolean not null,
      value double precision,
      threshold double precision not null,
      n integer not null,
      tier text,
      changed text[] not null
    );
    create index standings_by_partner on standings (program_id, partner_id, at desc, id desc);
    create trigger standings_only_grow before update or delete or truncate on standings
      for each statement execute function refuse_change();
    create table standings_due (
      id bigint generated always as identity primary key,
      program_id text not null,
      partner_id text not null references partners (id),
      attempts integer not null default 0,
      due_at timestamptz not null default now()
    );
    create index standings_due_first on standings_due (due_at, id);
    create function facts_move_standings() returns trigger language plpgsql as
      $$ begin
        insert into standings_due (program_id, partner_id) select distinct program_id, partner_id from changed;
        return null;
      end $$;
    create trigger evidence_is_new after insert on evidence referencing new table as changed
      for each statement execute function facts_move_standings();
    create trigger evidence_is_other after update on evidence referencing new table as changed
      for each statement execute function facts_move_standings();
    create trigger figures_are_told after insert on figures referencing new table as changed
      for each statement execute function facts_move_standings();
    create table reports (
      program_id text not null,
      partner_id text not null references partners (id),
      address text,
      opted_in_at timestamptz not null default now(),
      primary key (program_id, partner_id)
    );
  `.execute(db)
}
