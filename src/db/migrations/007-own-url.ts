import { type Kysely, sql } from 'kysely'

/** Survey addresses of memberships, what visitors answered there until they confirm it, and how many came from one network. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table survey_addresses (
      slug text primary key,
      partner_id text not null,
      program_id text not null,
      chosen_at timestamptz not null default clock_timestamp(),
      foreign key (partner_id, program_id) references memberships (partner_id, program_id)
    );
    create index survey_addresses_by_membership on survey_addresses (partner_id, program_id, chosen_at desc);
    alter table invitations add column origin text not null default 'partner';
    create index invitations_of_visitors on invitations (contact_id) where origin = 'visitor';
    create table held_answers (
      invitation_id text primary key references invitations (id),
      id text not null,
      submission jsonb not null,
      given_at timestamptz not null default now()
    );
    create index held_answers_by_age on held_answers (given_at);
    create table networks (
      network bytea not null,
      partner_id text not null references partners (id),
      program_id text not null,
      hour timestamptz not null,
      answers integer not null default 1,
      primary key (network, partner_id, program_id, hour)
    );
    create index networks_by_age on networks (hour);
  `.execute(db)
}
