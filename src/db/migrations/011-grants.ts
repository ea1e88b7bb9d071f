import { type Kysely, sql } from 'kysely'

/** What partners grant to delegates, and evidence from elsewhere with what was decided about it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table grants (
      partner_id text not null references partners (id),
      key_id text not null references keys (id),
      granted_by text not null,
      granted_at timestamptz not null default now(),
      primary key (partner_id, key_id)
    );
    create index grants_by_key on grants (key_id);
    create table imported_evidence (
      id text primary key,
      program_id text not null,
      partner_id text not null references partners (id),
      kind text not null,
      item_id text not null,
      origin text not null,
      at timestamptz not null,
      organisation text,
      value double precision,
      state text not null default 'undecided',
      reason text,
      decided_by text,
      decided_at timestamptz,
      imported_by text not null,
      imported_at timestamptz(3) not null default now(),
      unique (program_id, partner_id, kind, item_id),
      check ((decided_at is null) = (state = 'undecided'))
    );
    create index imported_evidence_newest on imported_evidence (state, imported_at desc, id desc);
    alter table requests alter column engagement_id drop not null;
  `.execute(db)
}
