import { type Kysely, sql } from 'kysely'

/** Memberships with a survey manager and questions of their own, engagements that stay open until the renewal, and responses that
 *  lead to nobody: what is anonymous has no place to keep an engagement, an invitation or a language. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table memberships add column manager_name text;
    alter table memberships add column manager_email text;
    alter table engagements add column open_until timestamptz;
    create index engagements_open on engagements (partner_id, program_id) where open_until is not null and stage <> 'closed';
    create table own_questions (
      partner_id text not null,
      program_id text not null,
      version integer not null,
      language text not null,
      questions jsonb not null,
      created_at timestamptz not null default now(),
      primary key (partner_id, program_id, version),
      foreign key (partner_id, program_id) references memberships (partner_id, program_id)
    );
    create trigger own_questions_are_immutable before update or delete or truncate on own_questions
      for each statement execute function refuse_change();
    alter table responses alter column engagement_id drop not null;
    alter table responses alter column invitation_id drop not null;
    alter table responses alter column language drop not null;
    alter table responses add column partner_id text references partners (id);
    alter table responses add column program_id text;
    alter table responses add column program_version integer;
    alter table responses add column country text;
    alter table responses add column subject text;
    alter table responses add column own_partner_id text;
    alter table responses add column own_version integer;
    alter table responses add column anonymous boolean not null default false;
    update responses r set partner_id = e.partner_id, program_id = e.program_id, program_version = e.program_version,
      country = e.customer_country, subject = e.subject_name
    from engagements e where e.id = r.engagement_id;
    alter table responses alter column partner_id set not null;
    alter table responses alter column program_id set not null;
    alter table responses alter column program_version set not null;
    alter table responses add foreign key (program_id, program_version) references programs (id, version);
    alter table responses add foreign key (own_partner_id, program_id, own_version)
      references own_questions (partner_id, program_id, version);
    alter table responses add check (
      case when anonymous then num_nonnulls(engagement_id, invitation_id, language, country, subject, set_aside, superseded_at) = 0
      else num_nulls(engagement_id, invitation_id, language) = 0 end);
    create index responses_by_partner on responses (program_id, partner_id, submitted_at);
    alter table evidence add column anonymous boolean not null default false;
    alter table evidence add check (not anonymous or num_nonnulls(engagement_id, value) = 0);
  `.execute(db)
}
