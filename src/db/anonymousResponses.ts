import { sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import { countedFrom } from '../domain/renewal.ts'
import type { Answers } from '../domain/response.ts'
import type { Db } from './database.ts'
import type { EngagementRow } from './engagements.ts'
import { findMembershipOver } from './memberships.ts'
import { findPartner } from './partners.ts'
import type { OwnAsked } from './responses.ts'

type Anonymous = { readonly answers: Answers; readonly own?: OwnAsked | undefined; readonly at?: Date | undefined }

/** Keeps an answer so that nothing leads from it to who gave it, and has it count: what was said in one row, from which customer in
 *  another, which share the partner and the month and nothing else.
 *  @source CI-02 */
export async function keepAnonymously(tx: Db, engagement: EngagementRow, response: Anonymous): Promise<void> {
  const { partner_id: partnerId, program_id: programId } = engagement
  const membership = await findMembershipOver(tx, { partnerId, programId })
  const timeZone = (await findPartner(tx, partnerId))?.time_zone ?? 'UTC'
  const at = countedFrom(response.at ?? new Date(), { renewsOn: membership?.renews_on ?? null, timeZone })
  await addResponse(tx, engagement, { ...response, at })
  await addEvidence(tx, engagement, at)
}

/** The rows of a month are written anew in any order each time one is added: neither where a row lies nor which transaction wrote it
 *  tells when it came. */
async function addResponse(
  tx: Db,
  { partner_id, program_id, program_version }: EngagementRow,
  { answers, own, at }: Anonymous & { readonly at: Date },
): Promise<void> {
  const month = `anonymous ${program_id} ${partner_id} ${at.toISOString()}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${month}, 0))`.execute(tx)
  await tx
    .insertInto('responses')
    .values({
      id: newId('res'),
      engagement_id: null,
      invitation_id: null,
      partner_id,
      program_id,
      program_version,
      country: null,
      subject: null,
      answers: JSON.stringify(answers),
      own_partner_id: own?.partnerId ?? null,
      own_version: own?.version ?? null,
      language: null,
      anonymous: true,
      set_aside: null,
      submitted_at: at,
      superseded_at: null,
    })
    .execute()
  await sql`
    with taken as (
      delete from responses where anonymous and program_id = ${program_id} and partner_id = ${partner_id} and submitted_at = ${at}
      returning *)
    insert into responses select * from taken order by random()`.execute(tx)
}

async function addEvidence(tx: Db, { partner_id, program_id, customer_id }: EngagementRow, at: Date): Promise<void> {
  const id = newId('evd')
  await tx
    .insertInto('evidence')
    .values({
      id,
      program_id,
      partner_id,
      kind: 'response',
      source: id,
      engagement_id: null,
      organisation: customer_id,
      value: null,
      at,
      excluded: null,
      excluded_at: null,
      recorded_at: at,
      anonymous: true,
    })
    .execute()
}
