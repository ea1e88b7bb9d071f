import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'
import type { NumberedFact } from '../../src/domain/fact.ts'
import { type Delivered, newestFirst } from './inbox.ts'
import type { LedgerLetter } from './letters.ts'
import { gatherReferrals } from './referralEvidence.ts'

export type Evidence = Awaited<ReturnType<typeof gather>>

/** All that database and mailbox have to say at the end of a run. */
export async function gather({ db, mailbox }: { db: Db; mailbox: string }) {
  const engagements = await db
    .selectFrom('engagements')
    .select(['id', 'external_id as externalId', 'stage', 'outcome', 'accepted', 'applied', 'waiting_for as waitingFor'])
    .execute()
  const facts = await db
    .selectFrom('facts')
    .select(['engagement_id as engagementId', 'event_id as eventId', 'seq'])
    .execute()
  const contacts = await db.selectFrom('contacts').select(['engagement_id as engagementId', 'id', 'email']).execute()
  const responses = await db
    .selectFrom('responses')
    .innerJoin('invitations', 'invitations.id', 'responses.invitation_id')
    .innerJoin('contacts', 'contacts.id', 'invitations.contact_id')
    .select([
      'invitations.engagement_id as engagementId',
      'contacts.email',
      'contacts.id as contactId',
      sql<number>`(answers->>'overall')::int`.as('overall'),
      sql<boolean>`superseded_at is null and set_aside is null`.as('counts'),
    ])
    .execute()
  const scores = await db.selectFrom('scores').select(['engagement_id as engagementId', 'n']).execute()
  const steps = await db
    .selectFrom('audit')
    .select(['engagement_id as engagementId', 'what'])
    .where('what', 'in', ['declined', 'opted-out', 'terminated', 'resent', 'reopened'])
    .execute()
  const told = await db
    .selectFrom('outbox')
    .select(['engagement_id as engagementId', 'message', 'delivered_at'])
    .$castTo<{ engagementId: string | null; message: NumberedFact; delivered_at: Date | null }>()
    .execute()
  const delivered: { engagementId: string; fact: NumberedFact }[] = []
  for (const { engagementId, message, delivered_at } of told) {
    if (delivered_at && engagementId !== null) delivered.push({ engagementId, fact: message })
  }
  const mails: Delivered[] = []
  for await (const mail of newestFirst(mailbox)) mails.push(mail)
  return {
    engagements,
    facts,
    contacts,
    responses,
    scores,
    steps,
    delivered,
    undelivered: told.filter((one) => one.delivered_at === null).length,
    ...(await gatherReferrals(db)),
    ledger: await readLedger(db),
    mails,
  }
}

async function readLedger(db: Db): Promise<readonly LedgerLetter[]> {
  const rows = await db
    .selectFrom('letters')
    .select([
      sql<string>`concat_ws(' ', about, recipient, kind, wave)`.as('key'),
      'status',
      'provider_id as providerId',
      sql<string | null>`payload->>'to'`.as('to'),
      sql<string | null>`payload->>'subject'`.as('subject'),
    ])
    .execute()
  return rows
}
