import { type Kysely, sql } from 'kysely'

/** That contacts agreed to be asked; what does not count because somebody said so, and why; what respondents let be published. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table contacts add column consent_at timestamptz;
    alter table contacts add column consent_source text;
    alter table contacts add check ((consent_at is null) = (consent_source is null));
    alter table engagements add column disqualified_at timestamptz;
    alter table engagements add column hidden_at timestamptz;
    alter table responses add column disqualified_at timestamptz;
    create table disqualifications (
      id text primary key,
      engagement_id text not null references engagements (id),
      response_id text references responses (id),
      reason text,
      made_by text not null,
      made_at timestamptz not null default now(),
      lifted_by text,
      lifted_at timestamptz,
      check ((lifted_by is null) = (lifted_at is null))
    );
    create unique index disqualifications_in_force on disqualifications (engagement_id, coalesce(response_id, ''))
      where lifted_at is null;
    create index disqualifications_by_response on disqualifications (response_id);
    create table reviews (
      id text primary key,
      response_id text not null unique references responses (id),
      invitation_id text not null,
      engagement_id text not null references engagements (id),
      program_id text not null,
      partner_id text not null references partners (id),
      address_hash bytea,
      text text,
      language text not null,
      state text not null default 'submitted',
      ended_by text,
      created_at timestamptz(3) not null default now(),
      published_at timestamptz,
      withdrawn_at timestamptz
    );
    create index reviews_by_invitation on reviews (invitation_id);
    create index reviews_by_person on reviews (address_hash) where address_hash is not null;
    create index reviews_by_age on reviews (created_at desc, id desc);
    create index reviews_published on reviews (partner_id, program_id, published_at desc) where state = 'published';
  `.execute(db)
}
