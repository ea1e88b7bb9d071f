import { isDeepStrictEqual } from 'node:util'
import type { Generated, Selectable } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Db } from './database.ts'

export type PartnersTable = {
  id: string
  name: string
  country: string
  email: string | null
  psm_id: string | null
  psm_name: string | null
  psm_email: string | null
  parent_id: string | null
  created_at: Generated<Date>
}

export type PartnerRow = Selectable<PartnersTable>
export type NewPartner = Omit<PartnerRow, 'created_at'>

/** Adds a partner, or does nothing when it is there with the same values.
 *  @throws {DomainError} partner.exists — the id is taken by other values */
export async function addPartner(db: Db, partner: NewPartner): Promise<{ row: PartnerRow; isNew: boolean }> {
  const row = await db
    .insertInto('partners')
    .values(partner)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row) return { row, isNew: true }
  const there = await db.selectFrom('partners').selectAll().where('id', '=', partner.id).executeTakeFirstOrThrow()
  const { created_at: _, ...values } = there
  if (!isDeepStrictEqual(values, { ...partner }))
    throw new DomainError('partner.exists', `partner '${partner.id}' exists with other values`)
  return { row: there, isNew: false }
}

export async function findPartner(db: Db, id: string): Promise<PartnerRow | undefined> {
  return db.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function listPartners(db: Db, ids: readonly string[] | 'all'): Promise<readonly PartnerRow[]> {
  return db
    .selectFrom('partners')
    .selectAll()
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : [...ids, '']))
    .orderBy('id')
    .execute()
}
