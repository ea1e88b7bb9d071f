import { type Kysely, sql } from 'kysely'

/** What standings are made of, and the partners they belong to. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table partners add column level text not null default 'membership';
    alter table partners add column country_id text;
    alter table partners add column time_zone text not null default 'UTC';
    alter table partners add column language text;
    create index partners_by_parent on partners (parent_id);
    create table memberships (
      partner_id text not null references partners (id),
      program_id text not null,
      renews_on text,
      competencies text[] not null default '{}',
      created_at timestamptz not null default now(),
      primary key (partner_id, program_id)
    );
    create table evidence (
      id text primary key,
      program_id text not null,
      partner_id text not null references partners (id),
      kind text not null,
      source text not null unique,
      engagement_id text references engagements (id),
      organisation text,
      value double precision,
      at timestamptz not null,
      excluded text,
      excluded_at timestamptz,
      recorded_at timestamptz not null default now(),
      check ((excluded is null) = (excluded_at is null))
    );
    create index evidence_by_partner on evidence (program_id, partner_id, at);
    create index evidence_by_engagement on evidence (engagement_id) where engagement_id is not null;
    insert into evidence (id, program_id, partner_id, kind, source, engagement_id, organisation, value, at, excluded, excluded_at)
    select 'evd_' || substr(md5(r.id), 1, 12), e.program_id, e.partner_id, 'response', r.id, e.id, e.customer_id,
      (r.answers ->> (p.definition #>> '{score,question}'))::double precision, r.submitted_at,
      case when r.superseded_at is not null then 'superseded' end, r.superseded_at
    from responses r
    join engagements e on e.id = r.engagement_id
    join programs p on p.id = e.program_id and p.version = e.program_version
    where r.set_aside is null;
  `.execute(db)
}
