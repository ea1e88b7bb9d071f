import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { hashOfColumn } from './hashOfColumn.ts'

/** Rows of one kind that are held about a person, in the order of their ids, from behind `after` on. */
export type Held = (
  db: Db,
  person: Buffer,
  page: { after: string; limit: number },
) => Promise<readonly { readonly id: string }[]>

/** What is held about people at partners and those who look after them. */
export const heldOfInsiders = {
  partners: (db, person, { after, limit }) =>
    db
      .selectFrom('partners')
      .select(['id', 'name', 'country', 'email', 'psm_id as psmId', 'psm_name as psmName', 'psm_email as psmEmail'])
      .where((eb) => eb.or([eb(hashOfColumn('email'), '=', person), eb(hashOfColumn('psm_email'), '=', person)]))
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  reports: (db, person, { after, limit }) =>
    db
      .selectFrom('reports')
      .select([sql<string>`program_id || '/' || partner_id`.as('id'), 'address', 'opted_in_at as since'])
      .where(hashOfColumn('address'), '=', person)
      .where(sql<string>`program_id || '/' || partner_id`, '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  memberships: (db, person, { after, limit }) =>
    db
      .selectFrom('memberships')
      .select([
        'partner_id as id',
        'program_id as program',
        'manager_name as managerName',
        'manager_email as managerEmail',
      ])
      .where(hashOfColumn('manager_email'), '=', person)
      .where('partner_id', '>', after)
      .orderBy('partner_id')
      .orderBy('program_id')
      .limit(limit)
      .execute(),
} as const satisfies Readonly<Record<string, Held>>
