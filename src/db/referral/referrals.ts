import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely'
import { newId } from '../../domain/ids.ts'
import type { ReferralWaiting } from '../../domain/referral/referral.ts'
import type { ReferralKind, ReferralState } from '../../domain/referral/vocabulary.ts'
import type { Language } from '../../locales/languages.ts'
import { hashOfAddress } from '../address.ts'
import type { Db } from '../database.ts'

/** A customer who asked for help. `accepted` counts the facts it was told, `applied` those its workflow acted on. */
export type ReferralsTable = {
  id: string
  program_id: string
  program_version: number
  external_id: string
  kind: ReferralKind
  customer_id: string
  customer_name: string
  customer_country: string
  customer_language: Language
  customer_size: string
  customer_industry: string
  customer_licences: number
  workloads: string[]
  state: Generated<ReferralState>
  /** Who was offered it before may be asked again from then on. */
  asked_since: Generated<Date>
  waiting_for: JSONColumnType<ReferralWaiting> | null
  due_at: Date | null
  accepted: Generated<number>
  applied: Generated<number>
  created_at: Generated<Date>
  closed_at: Generated<Date | null>
  watched_at: Generated<Date | null>
  repaired_at: Generated<Date | null>
}

/** Who at the customer is told; the program's owner where nobody is named. */
export type ReferralContactsTable = { referral_id: string; name: string; email: string; address_hash: Buffer }

export type ReferralRow = Selectable<ReferralsTable>

/** What is said of a referral when it comes. */
export type NewReferral = Pick<
  ReferralRow,
  | 'program_id'
  | 'external_id'
  | 'kind'
  | 'customer_id'
  | 'customer_name'
  | 'customer_country'
  | 'customer_language'
  | 'customer_size'
  | 'customer_industry'
  | 'customer_licences'
  | 'workloads'
>

/** Creates a referral, or finds the one that came under the same externalId. */
export async function createReferral(
  tx: Db,
  referral: NewReferral & Pick<ReferralRow, 'program_version'>,
): Promise<{ row: ReferralRow; isNew: boolean }> {
  const waiting_for = JSON.stringify({ what: 'partner', owedBy: 'nobody', until: null } satisfies ReferralWaiting)
  const created = await tx
    .insertInto('referrals')
    .values({ ...referral, id: newId('ref'), waiting_for, due_at: null })
    .onConflict((conflict) => conflict.columns(['program_id', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (created) return { row: created, isNew: true }
  const row = await tx
    .selectFrom('referrals')
    .selectAll()
    .where('program_id', '=', referral.program_id)
    .where('external_id', '=', referral.external_id)
    .executeTakeFirstOrThrow()
  return { row, isNew: false }
}

export async function nameReferralContact(tx: Db, referralId: string, contact: { name: string; email: string }) {
  const address_hash = hashOfAddress(contact.email)
  await tx
    .insertInto('referral_contacts')
    .values({ referral_id: referralId, ...contact, address_hash })
    .execute()
}

export async function findReferralContact(db: Db, referralId: string) {
  return db.selectFrom('referral_contacts').selectAll().where('referral_id', '=', referralId).executeTakeFirst()
}

export async function findReferral(db: Db, id: string): Promise<ReferralRow | undefined> {
  return db.selectFrom('referrals').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Finds a referral and keeps everybody else from changing it until the transaction ends. */
export async function lockReferral(tx: Db, id: string): Promise<ReferralRow | undefined> {
  return tx.selectFrom('referrals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type ReferralFilter = {
  readonly partnerIds: readonly string[] | 'all'
  readonly state?: ReferralState
  readonly after?: { readonly createdAt: Date; readonly id: string }
  readonly limit: number
}

/** Referrals, newest first: all, or those offered to some partners. */
export async function listReferrals(db: Db, { partnerIds, state, after, limit }: ReferralFilter) {
  let query = db.selectFrom('referrals').selectAll()
  if (partnerIds !== 'all')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('offers')
          .select('offers.id')
          .whereRef('offers.referral_id', '=', 'referrals.id')
          .where('offers.partner_id', '=', sql<string>`any(${[...partnerIds]}::text[])`),
      ),
    )
  if (state) query = query.where('state', '=', state)
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id})`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** Lets partners be asked again who were asked before. */
export async function askAnew(tx: Db, id: string): Promise<void> {
  await tx.updateTable('referrals').set({ asked_since: sql`clock_timestamp()` }).where('id', '=', id).execute()
}

type Shown = { readonly state: ReferralState; readonly waiting: ReferralWaiting | null; readonly seen: number }

/** Shows in the referral's row what its workflow decided, and how many facts it knew when it did. A state that is final closes it. */
export async function showReferral(tx: Db, id: string, { state, waiting, seen }: Shown): Promise<void> {
  const isOver = state === 'assigned' || state === 'withdrawn'
  await tx
    .updateTable('referrals')
    .set({
      state,
      waiting_for: waiting && JSON.stringify(waiting),
      due_at: waiting?.until ? new Date(waiting.until) : null,
      applied: sql`greatest(applied, ${seen}::int)`,
      ...(isOver && { closed_at: sql`now()` }),
    })
    .where('id', '=', id)
    .execute()
}
