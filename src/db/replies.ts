import { sql } from 'kysely'
import { type DispositionCounts, dispositionOf } from '../domain/responseRate.ts'
import type { Month } from '../domain/results.ts'
import type { Reply } from '../domain/tally.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

type Scope = { readonly programId: string; readonly partnerIds: readonly string[] }

/** What was answered about some partners under a program, with what counts no more. */
export async function repliesOf(db: Db, { programId, partnerIds }: Scope): Promise<readonly Reply[]> {
  const rows = await db
    .selectFrom('responses')
    .leftJoin('engagements', 'engagements.id', 'responses.engagement_id')
    .select((eb) => [
      'responses.partner_id as partnerId',
      eb.fn.coalesce('responses.subject', sql.lit('')).as('subject'),
      eb.fn.coalesce('responses.country', sql.lit('')).as('country'),
      'anonymous as isAnonymous',
      'answers',
      'own_partner_id as askedBy',
      'submitted_at as at',
      'superseded_at',
      'responses.disqualified_at as disqualifiedAt',
      'engagements.disqualified_at as unfitAt',
      sql<Date | null>`case when outcome = 'terminated' then closed_at end`.as('terminatedAt'),
    ])
    .where('responses.program_id', '=', programId)
    .where('responses.partner_id', '=', anyOf(partnerIds))
    .where('set_aside', 'is', null)
    .orderBy('submitted_at')
    .orderBy('responses.id')
    .execute()
  return rows.map(({ superseded_at, disqualifiedAt, unfitAt, terminatedAt, ...row }) => ({
    ...row,
    withdrawnAt: earliest([superseded_at, disqualifiedAt, unfitAt, terminatedAt]),
  }))
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.filter((instant) => instant !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

/** The partners anybody answered about under a program. */
export async function partnersWithReplies(db: Db, programId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('engagements')
    .select('partner_id')
    .distinct()
    .where('program_id', '=', programId)
    .execute()
  return rows.map((row) => row.partner_id)
}

/** What became of the invitations under a program, or those about some of its partners, by the month they were sent. Of those never sent the
 *  month is ''. Who came by themselves was not invited. */
export async function dispositionsOf(
  db: Db,
  { programId, partnerIds }: { readonly programId: string; readonly partnerIds: readonly string[] | 'all' },
): Promise<readonly { readonly month: Month; readonly counts: DispositionCounts }[]> {
  const month = sql<string>`coalesce(to_char(invitations.sent_at at time zone 'UTC', 'YYYY-MM'), '')`
  const rows = await db
    .selectFrom('invitations')
    .innerJoin('engagements', 'engagements.id', 'engagement_id')
    .select((eb) => ['status', month.as('month'), eb.fn.countAll<string>().as('count')])
    .where('program_id', '=', programId)
    .$if(partnerIds !== 'all', (query) => query.where('partner_id', '=', anyOf(partnerIds === 'all' ? [] : partnerIds)))
    .where('origin', '=', 'partner')
    .groupBy(['status', 'month'])
    .execute()
  return rows.flatMap(({ status, month, count }) => {
    const disposition = dispositionOf[status]
    return disposition ? [{ month, counts: { [disposition]: Number(count) } }] : []
  })
}
