import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely'
import type { Outcome, Stage, Waiting } from '../domain/engagement.ts'
import { newId } from '../domain/ids.ts'
import type { Db } from './database.ts'

/** One project or workload under one program. `accepted` counts the facts it was told, `applied` those its workflow acted on. */
export type EngagementsTable = {
  id: string
  program_id: string
  program_version: number
  partner_id: string
  external_id: string
  customer_id: string
  customer_name: string
  customer_country: string
  subject_kind: string
  subject_name: string
  subject_delivery: string | null
  stage: Generated<Stage>
  outcome: Outcome | null
  waiting_for: JSONColumnType<Waiting> | null
  due_at: Date | null
  accepted: Generated<number>
  applied: Generated<number>
  created_at: Generated<Date>
  closed_at: Generated<Date | null>
  /** Since when it does not count because the owner or operator said so. */
  disqualified_at: Generated<Date | null>
  /** Since when its partner's lists leave it out. */
  hidden_at: Generated<Date | null>
  /** When the watchdog last looked at its workflow, and when it last had all facts delivered again. */
  watched_at: Generated<Date | null>
  repaired_at: Generated<Date | null>
  /** When the membership renews, for engagements that stay open until then. */
  open_until: Generated<Date | null>
  /** The referral it came from. */
  referral_id: Generated<string | null>
}

export type EngagementRow = Selectable<EngagementsTable>

/** What a portal says of an engagement; the rest the program and its workflow decide. */
export type NewEngagement = Pick<
  EngagementRow,
  | 'program_id'
  | 'partner_id'
  | 'external_id'
  | 'customer_id'
  | 'customer_name'
  | 'customer_country'
  | 'subject_kind'
  | 'subject_name'
  | 'subject_delivery'
>

/** Creates an engagement, or finds the one its partner created under the same externalId. */
export async function createEngagement(
  tx: Db,
  engagement: NewEngagement &
    Pick<EngagementRow, 'program_version' | 'waiting_for'> &
    Partial<Pick<EngagementRow, 'open_until' | 'referral_id'>>,
): Promise<{ row: EngagementRow; isNew: boolean }> {
  const created = await tx
    .insertInto('engagements')
    .values({
      ...engagement,
      id: newId('eng'),
      waiting_for: engagement.waiting_for && JSON.stringify(engagement.waiting_for),
      outcome: null,
      due_at: null,
    })
    .onConflict((conflict) => conflict.columns(['program_id', 'partner_id', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (created) return { row: created, isNew: true }
  const row = await tx
    .selectFrom('engagements')
    .selectAll()
    .where('program_id', '=', engagement.program_id)
    .where('partner_id', '=', engagement.partner_id)
    .where('external_id', '=', engagement.external_id)
    .executeTakeFirstOrThrow()
  return { row, isNew: false }
}

export async function findEngagement(db: Db, id: string): Promise<EngagementRow | undefined> {
  return db.selectFrom('engagements').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Finds an engagement and keeps everybody else from changing it until the transaction ends. */
export async function lockEngagement(tx: Db, id: string): Promise<EngagementRow | undefined> {
  return tx.selectFrom('engagements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type EngagementFilter = {
  readonly partnerIds: readonly string[] | 'all'
  readonly stage?: Stage
  readonly program?: string
  /** Only those whose next step is overdue. */
  readonly overdue?: boolean
  /** false: none that follows a confidential program. */
  readonly confidential?: false
  /** Whether those are left out that were hidden from their partner. */
  readonly withoutHidden?: boolean
  readonly after?: { readonly createdAt: Date; readonly id: string }
  readonly limit: number
}

/** Engagements, newest first. */
export async function listEngagements(db: Db, filter: EngagementFilter): Promise<readonly EngagementRow[]> {
  const { partnerIds, stage, program, overdue, confidential, withoutHidden, after } = filter
  let query = db.selectFrom('engagements').selectAll()
  if (partnerIds !== 'all') query = query.where('partner_id', '=', sql<string>`any(${[...partnerIds]}::text[])`)
  if (stage) query = query.where('stage', '=', stage)
  if (program) query = query.where('program_id', '=', program)
  if (overdue) query = query.where('due_at', '<', sql<Date>`now()`).where('stage', '<>', 'closed')
  if (confidential === false) query = query.where((eb) => eb.not(eb.exists(confidentialProgram(db))))
  if (withoutHidden) query = query.where('hidden_at', 'is', null)
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id})`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
}

function confidentialProgram(db: Db) {
  return db
    .selectFrom('programs')
    .select('programs.id')
    .whereRef('programs.id', '=', sql.ref('engagements.program_id'))
    .whereRef('programs.version', '=', sql.ref('engagements.program_version'))
    .where(sql`definition ->> 'privacy'`, '=', 'confidential')
}

/** Shows in the engagement's row what its workflow decided, and how many facts it knew when it did. */
export async function showStage(
  tx: Db,
  id: string,
  { stage, waiting, seen }: { readonly stage: Stage; readonly waiting: Waiting | null; readonly seen: number },
): Promise<void> {
  await tx
    .updateTable('engagements')
    .set({
      stage,
      waiting_for: waiting && JSON.stringify(waiting),
      due_at: waiting?.until ? new Date(waiting.until) : null,
      applied: sql`greatest(applied, ${seen}::int)`,
    })
    .where('id', '=', id)
    .execute()
}

/** Closes an engagement, unless it was told something its workflow does not know yet.
 *  @returns its row as it is now, if it is closed */
export async function closeEngagement(
  tx: Db,
  id: string,
  { outcome, seen }: { readonly outcome: Outcome; readonly seen: number },
): Promise<EngagementRow | undefined> {
  return tx
    .updateTable('engagements')
    .set({ stage: 'closed', outcome, waiting_for: null, due_at: null, applied: seen, closed_at: sql`now()` })
    .where('id', '=', id)
    .where('accepted', '=', seen)
    .returningAll()
    .executeTakeFirst()
}

/** Opens a closed engagement again. */
export async function reopenEngagement(tx: Db, id: string, { waiting }: { waiting: Waiting | null }): Promise<void> {
  await tx
    .updateTable('engagements')
    .set({
      stage: 'gates',
      outcome: null,
      waiting_for: waiting && JSON.stringify(waiting),
      closed_at: null,
      hidden_at: null,
    })
    .where('id', '=', id)
    .execute()
}

/** Leaves an engagement out of its partner's lists, or takes it in again. */
export async function setHidden(tx: Db, id: string, { hidden }: { readonly hidden: boolean }): Promise<void> {
  const hidden_at = hidden ? sql<Date>`coalesce(hidden_at, now())` : null
  await tx.updateTable('engagements').set({ hidden_at }).where('id', '=', id).execute()
}

/** How many engagements stand where, by program. */
export async function countByStage(db: Db) {
  return db
    .selectFrom('engagements')
    .select((eb) => ['program_id as program', 'stage', eb.fn.countAll<string>().as('count')])
    .groupBy(['program_id', 'stage'])
    .execute()
}
