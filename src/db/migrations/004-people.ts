import { type Kysely, sql } from 'kysely'

/** What it takes to find all that is held about a person, to erase it in steps, and to know how old it is. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table letters add column address_hash bytea;
    update letters set address_hash = sha256(convert_to(lower(trim(payload ->> 'to')), 'UTF8')) where payload is not null;
    create index letters_by_person on letters (address_hash) where address_hash is not null;
    create index letters_kept on letters (claimed_at) where payload is not null;
    create index letters_by_recipient on letters (recipient);
    alter table engagements add column closed_at timestamptz;
    update engagements set closed_at = coalesce(
      (select max(at) from audit where engagement_id = engagements.id and what = 'closed'), now()) where stage = 'closed';
    create index engagements_by_closing on engagements (closed_at) where closed_at is not null;
    create index responses_by_age on responses (submitted_at);
    create index deliveries_by_age on deliveries (received_at);
    create index deliveries_by_letter on deliveries (letter_id);
    create index requests_by_age on requests (at);
    create index idempotency_by_age on idempotency (created_at);
    create index audit_by_transaction on audit (transaction, id);
    create table erasures (
      id text primary key,
      address_hash bytea,
      key_id text not null,
      counts jsonb not null default '{}',
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      check ((finished_at is null) = (address_hash is not null))
    );
    create unique index erasures_under_way on erasures (address_hash);
  `.execute(db)
}
