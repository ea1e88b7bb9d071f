import pg from 'pg'
import type { Letter } from '../../../src/letters/letter.ts'

/** What a peer knows of an engagement: the same rows as ours, without audit trail and outbox. */
export type Life = {
  readonly id: string
  readonly stage: 'gates' | 'survey' | 'closed'
  readonly facts: readonly string[]
  readonly contact: { readonly id: string; readonly email: string } | null
  readonly answered: boolean
}

export type Queryable = Pick<pg.Pool, 'query'>

/** Opens a peer's own schema and makes its tables. */
export async function openRows(connectionString: string, schema: string): Promise<pg.Pool> {
  const db = new pg.Pool({ connectionString, max: 10, options: `-c search_path=${schema}` })
  db.on('error', () => undefined)
  await db.query(`
    create schema ${schema};
    create table engagements (id text primary key, external_id text not null unique, body jsonb not null,
      stage text not null default 'gates', created_at timestamptz not null default now());
    create table facts (engagement_id text not null references engagements (id), event_id text not null,
      fact jsonb not null, recorded_at timestamptz not null default now(), primary key (engagement_id, event_id));
    create table contacts (id text primary key, engagement_id text not null references engagements (id),
      email text not null, body jsonb not null, unique (engagement_id, email));
    create table letters (id text primary key default gen_random_uuid(), engagement_id text not null references engagements (id), kind text not null,
      recipient text not null, status text not null default 'claimed', payload jsonb not null, provider_id text,
      claimed_at timestamptz not null default now(), sent_at timestamptz, unique (engagement_id, recipient, kind));
    create table responses (contact_id text primary key references contacts (id), engagement_id text not null
      references engagements (id), answers jsonb not null, submitted_at timestamptz not null default now());
    create table scores (engagement_id text primary key references engagements (id), value double precision not null,
      n integer not null, recorded_at timestamptz not null default now());
  `)
  return db
}

/** An engagement with all that decides its next step, locked when asked for in a transaction. */
export async function readLife(db: Queryable, id: string, lock: 'for update' | '' = ''): Promise<Life | undefined> {
  const { rows } = await db.query<Life>(
    `select id, stage,
       array(select fact->>'type' from facts where engagement_id = e.id) as facts,
       (select jsonb_build_object('id', id, 'email', email) from contacts where engagement_id = e.id limit 1) as contact,
       exists (select from responses where engagement_id = e.id) as answered
     from engagements e where id = $1 ${lock}`,
    [id],
  )
  return rows[0]
}

export async function addEngagement(db: Queryable, id: string, body: { readonly externalId: string }): Promise<void> {
  await db.query('insert into engagements (id, external_id, body) values ($1, $2, $3)', [id, body.externalId, body])
}

export async function addFact(db: Queryable, id: string, fact: { readonly eventId: string }): Promise<void> {
  await db.query('insert into facts (engagement_id, event_id, fact) values ($1, $2, $3) on conflict do nothing', [
    id,
    fact.eventId,
    fact,
  ])
}

export async function addContact(db: Queryable, id: string, contact: { readonly email: string }): Promise<string> {
  const contactId = `ctc_${id}`
  await db.query(
    'insert into contacts (id, engagement_id, email, body) values ($1, $2, $3, $4) on conflict do nothing',
    [contactId, id, contact.email, contact],
  )
  return contactId
}

export async function addResponse(db: Queryable, contactId: string, answers: object): Promise<string> {
  const { rows } = await db.query<{ engagement_id: string }>(
    `insert into responses (contact_id, engagement_id, answers)
     select id, engagement_id, $2 from contacts where id = $1 returning engagement_id`,
    [contactId, answers],
  )
  return rows[0]?.engagement_id ?? ''
}

/** Writes a letter into the ledger, unless it is there. */
export async function claimLetter(
  db: Queryable,
  { id, kind, recipient, payload }: { id: string; kind: string; recipient: string; payload: Letter },
): Promise<void> {
  await db.query(
    'insert into letters (engagement_id, kind, recipient, payload) values ($1, $2, $3, $4) on conflict do nothing',
    [id, kind, recipient, payload],
  )
}

export async function claimedLetters(db: Queryable, id: string) {
  const { rows } = await db.query<{ id: string; payload: Letter }>(
    `select id, payload from letters where engagement_id = $1 and status = 'claimed'`,
    [id],
  )
  return rows
}

export async function markSent(db: Queryable, letterId: string, providerId: string): Promise<void> {
  await db.query(`update letters set status = 'sent', provider_id = $2, sent_at = now() where id = $1`, [
    letterId,
    providerId,
  ])
}

export async function setStage(db: Queryable, id: string, stage: Life['stage']): Promise<void> {
  await db.query('update engagements set stage = $2 where id = $1', [id, stage])
}

/** Closes an engagement with its score: net satisfaction of the answers there are. */
export async function closeWithScore(db: Queryable, id: string): Promise<void> {
  await db.query(
    `with score as (
       insert into scores (engagement_id, value, n)
       select $1, coalesce(avg(case when (answers->>'overall')::int >= 3 then 100 else -100 end), 0), count(*)
       from responses where engagement_id = $1 on conflict do nothing)
     update engagements set stage = 'closed' where id = $1`,
    [id],
  )
}
