import { type Kysely, sql } from 'kysely'

/** What becomes of letters after they left, who is held in reserve, when a person may be asked again, tasks for people, and
 *  the seals of the audit trail. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table contacts add column role text not null default 'primary';
    alter table contacts add column address_hash bytea;
    update contacts set address_hash = sha256(convert_to(lower(trim(email)), 'UTF8'));
    alter table contacts alter column address_hash set not null;
    create index contacts_by_person on contacts (address_hash);
    alter table invitations drop constraint invitations_contact_id_fkey;
    alter table invitations add column sender integer not null default 0;
    alter table invitations add column soft_bounces integer not null default 0;
    alter table invitations add column due_at timestamptz;
    alter table invitations add column deferred_until timestamptz;
    alter table invitations add column requested_at timestamptz;
    alter table letters add column delivery text;
    create index letters_by_provider on letters (provider_id);
    create table deliveries (
      event_id text primary key,
      letter_id text,
      provider_id text not null,
      type text not null,
      permanence text,
      at timestamptz not null,
      received_at timestamptz not null default now(),
      applied_at timestamptz
    );
    create index deliveries_by_provider on deliveries (provider_id);
    create table requests (
      id bigint generated always as identity primary key,
      address_hash bytea not null,
      purpose text not null,
      engagement_id text not null references engagements (id),
      event_id text,
      at timestamptz not null,
      unique (engagement_id, event_id)
    );
    create index requests_by_person on requests (address_hash, at);
    create table tasks (
      id text primary key,
      kind text not null,
      owner text not null,
      about text not null,
      engagement_id text references engagements (id),
      opened_at timestamptz not null default now(),
      due_at timestamptz,
      closed_at timestamptz,
      closed_by text
    );
    create unique index tasks_open on tasks (kind, about) where closed_at is null;
    create index tasks_by_engagement on tasks (engagement_id);
    alter table audit add column transaction xid8 not null default pg_current_xact_id();
    create table audit_seals (
      audit_id bigint primary key references audit (id),
      position bigint not null unique,
      hash bytea not null
    );
    create trigger audit_seals_only_grow before update or delete or truncate on audit_seals
      for each statement execute function refuse_change();
  `.execute(db)
}
