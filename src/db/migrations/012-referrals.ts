import { type Kysely, sql } from 'kysely'

/** Referral programs, what partners may be asked for, referrals and the offers they are made of. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table referral_programs (
      id text not null,
      version integer not null,
      definition jsonb not null,
      published_at timestamptz not null default now(),
      primary key (id, version)
    );
    create trigger referral_programs_are_immutable before update or delete or truncate on referral_programs
      for each statement execute function refuse_change();
    create table referral_profiles (
      partner_id text primary key references partners (id),
      locations text[] not null,
      languages text[] not null,
      customer_sizes text[] not null,
      industries text[] not null,
      capacity integer,
      standard_list text[] not null,
      benefit_list text[] not null,
      paused_until timestamptz,
      left_at timestamptz,
      created_at timestamptz not null default now()
    );
    create table endorsements (
      partner_id text not null references referral_profiles (partner_id),
      workload text not null,
      specialization text not null,
      expires_at timestamptz not null,
      primary key (partner_id, workload)
    );
    create table claims (
      partner_id text not null references referral_profiles (partner_id),
      customer_id text not null,
      claimed_at timestamptz not null default now(),
      primary key (partner_id, customer_id)
    );
    create index claims_by_customer on claims (customer_id);
    create table referrals (
      id text primary key,
      program_id text not null,
      program_version integer not null,
      external_id text not null,
      kind text not null,
      customer_id text not null,
      customer_name text not null,
      customer_country text not null,
      customer_language text not null,
      customer_size text not null,
      customer_industry text not null,
      customer_licences integer not null,
      workloads text[] not null,
      state text not null default 'matching',
      asked_since timestamptz not null default now(),
      waiting_for jsonb,
      due_at timestamptz,
      accepted integer not null default 0,
      applied integer not null default 0,
      created_at timestamptz(3) not null default now(),
      closed_at timestamptz,
      watched_at timestamptz,
      repaired_at timestamptz,
      foreign key (program_id, program_version) references referral_programs (id, version),
      unique (program_id, external_id)
    );
    create index referrals_by_creation on referrals (created_at desc, id desc);
    create index referrals_due on referrals (due_at) where closed_at is null;
    create index referrals_unwatched on referrals (watched_at nulls first) where closed_at is null;
    create table referral_contacts (
      referral_id text primary key references referrals (id),
      name text not null,
      email text not null,
      address_hash bytea not null
    );
    create index referral_contacts_by_person on referral_contacts (address_hash);
    create table referral_matches (
      id bigint generated always as identity primary key,
      referral_id text not null references referrals (id),
      considered jsonb not null,
      uncovered text[] not null,
      at timestamptz not null default now()
    );
    create index referral_matches_by_referral on referral_matches (referral_id, id);
    create table offers (
      id text primary key,
      referral_id text not null references referrals (id),
      partner_id text references partners (id),
      workloads text[] not null,
      why text not null,
      received integer not null,
      state text not null,
      reason text,
      offered_at timestamptz not null default now(),
      nudge_at timestamptz,
      until timestamptz,
      lapses boolean not null default false,
      settled_at timestamptz,
      check ((state = 'open') = (settled_at is null))
    );
    create index offers_by_referral on offers (referral_id, id);
    create index offers_by_partner on offers (partner_id, offered_at);
    create table offered_workloads (
      offer_id text not null references offers (id),
      referral_id text not null references referrals (id),
      workload text not null,
      held boolean not null default true,
      primary key (offer_id, workload)
    );
    create unique index offered_workloads_once on offered_workloads (referral_id, workload) where held;
    alter table outbox alter column engagement_id drop not null;
    alter table outbox add column referral_id text references referrals (id);
    alter table outbox add constraint outbox_for_one check (num_nonnulls(engagement_id, referral_id) = 1);
    create index outbox_by_referral on outbox (referral_id, id) where referral_id is not null;
    alter table engagements add column referral_id text references referrals (id);
    create index engagements_by_referral on engagements (referral_id) where referral_id is not null;
    create index audit_by_referral on audit ((about ->> 'referral'), id) where about ? 'referral';
  `.execute(db)
}
