import { isDeepStrictEqual } from 'node:util'
import type { Generated, Selectable } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { PartnerLevel } from '../domain/vocabulary.ts'
import type { Language } from '../locales/languages.ts'
import { anyOf } from './anyOf.ts'
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
  level: Generated<PartnerLevel>
  /** The id under which the vendor knows the partner in its country. */
  country_id: string | null
  /** IANA name: where the partner's days begin and end. */
  time_zone: Generated<string>
  /** What it is written to in; the program's language if null. */
  language: Language | null
  created_at: Generated<Date>
}

export type PartnerRow = Selectable<PartnersTable>

/** What may be left out when a partner is added, and what it then is. */
const usual = { level: 'membership', country_id: null, time_zone: 'UTC', language: null } as const

export type NewPartner = Omit<PartnerRow, 'created_at' | keyof typeof usual> &
  Partial<Pick<PartnerRow, keyof typeof usual>>

/** What may change of a partner. */
export type PartnerChange = Partial<Omit<PartnerRow, 'id' | 'country' | 'level' | 'created_at'>>

/** Adds a partner, or does nothing when it is there with the same values.
 *  @throws {DomainError} partner.exists — the id is taken by other values */
export async function addPartner(db: Db, given: NewPartner): Promise<{ row: PartnerRow; isNew: boolean }> {
  const partner = { ...usual, ...given }
  const row = await db
    .insertInto('partners')
    .values(partner)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row) return { row, isNew: true }
  const there = await db.selectFrom('partners').selectAll().where('id', '=', partner.id).executeTakeFirstOrThrow()
  const { created_at: _, ...values } = there
  if (!isDeepStrictEqual(values, partner))
    throw new DomainError('partner.exists', `partner '${partner.id}' exists with other values`)
  return { row: there, isNew: false }
}

export async function findPartner(db: Db, id: string): Promise<PartnerRow | undefined> {
  return db.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Keeps everybody else from changing a partner, and from finding its standings, until the transaction ends; evidence may come. */
export async function lockPartner(tx: Db, id: string): Promise<PartnerRow | undefined> {
  return tx.selectFrom('partners').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
}

export async function listPartners(db: Db, ids: readonly string[] | 'all'): Promise<readonly PartnerRow[]> {
  return db
    .selectFrom('partners')
    .selectAll()
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : [...ids, '']))
    .orderBy('id')
    .execute()
}

/** @returns the partner as it is from then on; undefined when there is none */
export async function updatePartner(tx: Db, id: string, change: PartnerChange): Promise<PartnerRow | undefined> {
  return tx.updateTable('partners').set(change).where('id', '=', id).returningAll().executeTakeFirst()
}

/** A partner and all that belongs to it, by id. */
export async function partnersBelow(db: Db, id: string): Promise<readonly PartnerRow[]> {
  return db
    .withRecursive('below', (query) =>
      query
        .selectFrom('partners')
        .select('id')
        .where('id', '=', id)
        .union(query.selectFrom('partners as p').innerJoin('below', 'below.id', 'p.parent_id').select('p.id')),
    )
    .selectFrom('partners')
    .selectAll()
    .where('id', 'in', (query) => query.selectFrom('below').select('id'))
    .orderBy('id')
    .execute()
}

/** The names of some partners, by id. */
export async function partnerNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('partners').select(['id', 'name']).where('id', '=', anyOf(ids)).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
