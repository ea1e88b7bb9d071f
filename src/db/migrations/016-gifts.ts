import { type Kysely, sql } from 'kysely'

/** Gift cards that respondents chose. An order knows whom it is for until they are forgotten, and nothing of what they answered. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table gift_orders (
      id text primary key,
      contact_id text unique references contacts (id) on delete set null,
      program_id text not null,
      program_version integer not null,
      amount double precision not null,
      currency text not null,
      state text not null default 'claimed' check (state in ('claimed', 'by-hand', 'ordered', 'failed')),
      provider text,
      provider_id text,
      cost double precision,
      reason text,
      attempts integer not null default 0,
      due_at timestamptz not null default now(),
      chosen_at timestamptz not null default now(),
      settled_at timestamptz
    );
    create index gift_orders_due on gift_orders (due_at, id) where state = 'claimed';
    create index gift_orders_by_program on gift_orders (program_id, state);
  `.execute(db)
}
