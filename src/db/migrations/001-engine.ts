import { type Kysely, sql } from 'kysely'

/** Programs, partners, keys, engagements and all that belongs to one; outbox, ledger of letters, audit trail. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table programs (
      id text not null,
      version integer not null,
      definition jsonb not null,
      published_at timestamptz not null default now(),
      primary key (id, version)
    );
    create table partners (
      id text primary key,
      name text not null,
      country text not null,
      email text,
      psm_id text,
      psm_name text,
      psm_email text,
      parent_id text references partners (id),
      created_at timestamptz not null default now()
    );
    create table keys (
      id text primary key,
      hash bytea not null unique,
      role text not null,
      partner_ids text[] not null,
      created_at timestamptz not null default now()
    );
    create table engagements (
      id text primary key,
      program_id text not null,
      program_version integer not null,
      partner_id text not null references partners (id),
      external_id text not null,
      customer_id text not null,
      customer_name text not null,
      customer_country text not null,
      subject_kind text not null,
      subject_name text not null,
      subject_delivery text,
      stage text not null default 'gates',
      outcome text,
      waiting_for jsonb,
      due_at timestamptz,
      accepted integer not null default 0,
      applied integer not null default 0,
      created_at timestamptz(3) not null default now(),
      foreign key (program_id, program_version) references programs (id, version),
      unique (program_id, partner_id, external_id)
    );
    create index engagements_by_partner on engagements (partner_id, created_at desc, id desc);
    create index engagements_due on engagements (due_at) where stage <> 'closed';
    create table facts (
      engagement_id text not null references engagements (id),
      event_id text not null,
      type text not null,
      fact jsonb not null,
      at timestamptz not null,
      seq integer,
      recorded_at timestamptz not null default now(),
      primary key (engagement_id, event_id)
    );
    create table contacts (
      id text primary key,
      engagement_id text not null references engagements (id),
      first_name text not null,
      last_name text not null,
      email text not null,
      country text not null,
      survey_eligible boolean not null,
      survey_language text not null,
      service text not null,
      named_at timestamptz not null default clock_timestamp()
    );
    create unique index contacts_by_address on contacts (engagement_id, lower(email));
    create table invitations (
      id text primary key,
      engagement_id text not null references engagements (id),
      contact_id text not null unique references contacts (id),
      status text not null default 'named',
      sent_at timestamptz,
      reminded_at timestamptz,
      settled_at timestamptz
    );
    create index invitations_by_engagement on invitations (engagement_id);
    create table letters (
      id text primary key,
      engagement_id text not null references engagements (id),
      kind text not null,
      recipient text not null,
      wave text not null,
      status text not null,
      batch text,
      payload jsonb,
      provider_id text,
      reason text,
      claimed_at timestamptz not null default now(),
      sent_at timestamptz,
      unique (engagement_id, recipient, kind, wave)
    );
    create index letters_unsettled on letters (claimed_at) where status = 'claimed';
    create table responses (
      id text primary key,
      engagement_id text not null references engagements (id),
      invitation_id text not null references invitations (id),
      answers jsonb not null,
      language text not null,
      set_aside text,
      submitted_at timestamptz not null default now(),
      superseded_at timestamptz
    );
    create unique index responses_one_counts on responses (invitation_id) where superseded_at is null and set_aside is null;
    create index responses_by_engagement on responses (engagement_id);
    create table scores (
      engagement_id text primary key references engagements (id),
      measure text not null,
      value double precision not null,
      n integer not null,
      low double precision not null,
      high double precision not null,
      recorded_at timestamptz not null default now()
    );
    create table opt_outs (
      address_hash bytea primary key,
      opted_out_at timestamptz not null default now()
    );
    create table outbox (
      id bigint generated always as identity primary key,
      engagement_id text not null references engagements (id),
      message jsonb not null,
      attempts integer not null default 0,
      due_at timestamptz not null default now(),
      accepted_at timestamptz not null default now(),
      delivered_at timestamptz
    );
    create index outbox_undelivered on outbox (due_at, id) where delivered_at is null;
    create table idempotency (
      key_id text not null,
      idempotency_key text not null,
      request_hash bytea not null,
      status integer not null,
      body json not null,
      created_at timestamptz not null default now(),
      primary key (key_id, idempotency_key)
    );
    create table audit (
      id bigint generated always as identity primary key,
      engagement_id text,
      actor text not null,
      what text not null,
      about jsonb not null,
      at timestamptz not null default now()
    );
    create index audit_by_engagement on audit (engagement_id, id);
    create function refuse_change() returns trigger language plpgsql as
      $$ begin raise exception '% only grows', tg_table_name; end $$;
    create trigger audit_only_grows before update or delete or truncate on audit
      for each statement execute function refuse_change();
    create trigger programs_are_immutable before update or delete or truncate on programs
      for each statement execute function refuse_change();
  `.execute(db)
}
