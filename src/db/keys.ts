import { createHash, randomBytes } from 'node:crypto'
import { type Generated, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { Db } from './database.ts'

/** Who keys are made for: `partner` is a partner's administrator, `survey-manager` the one who looks after its surveys, `delegate` an
 *  administrator of others, who acts for the partners that granted it. */
export const roles = ['operator', 'owner', 'psm', 'partner', 'survey-manager', 'delegate'] as const
/** The roles whose keys are bound to partners when they are made. */
export const boundRoles: readonly Role[] = ['psm', 'partner', 'survey-manager']
export type Role = (typeof roles)[number]

/** `hash` is the SHA-256 of the key, which is shown once and never stored. */
export type KeysTable = {
  id: string
  hash: Buffer
  role: Role
  partner_ids: string[]
  created_at: Generated<Date>
}

/** Who is calling: a role and, for all but operator and owner, the partners they may act for. */
export type Caller = { readonly id: string; readonly role: Role; readonly partnerIds: readonly string[] }

/** Makes a key of 256 random bits. @returns the key in clear, for the only time */
export async function createKey(
  db: Db,
  { role, partnerIds }: { role: Role; partnerIds: readonly string[] },
): Promise<{ id: string; key: string }> {
  const key = `plaudit_${role}_${randomBytes(32).toString('base64url')}`
  return { id: await ensureKey(db, { key, role, partnerIds }), key }
}

/** Makes sure that a given key is valid. @returns its id */
export async function ensureKey(
  db: Db,
  { key, role, partnerIds }: { key: string; role: Role; partnerIds: readonly string[] },
): Promise<string> {
  const { id } = await db
    .insertInto('keys')
    .values({ id: newId('key'), hash: hashOf(key), role, partner_ids: [...partnerIds] })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ role, partner_ids: [...partnerIds] }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findCaller(db: Db, key: string): Promise<Caller | undefined> {
  return callers(db).where('hash', '=', hashOf(key)).executeTakeFirst()
}

/** The caller behind a key's id: for somebody who showed the key itself before. A key that was removed has none. */
export async function findCallerById(db: Db, id: string): Promise<Caller | undefined> {
  return callers(db).where('id', '=', id).executeTakeFirst()
}

/** Keys with the partners each may act for at this moment: those it was made for or that granted it, and all that belongs to them. */
function callers(db: Db) {
  const partnerIds = sql<string[]>`array(
    with recursive own (id) as (
      (select unnest(keys.partner_ids) union select partner_id from grants where key_id = keys.id)
      union select p.id from partners p join own on p.parent_id = own.id
    ) select id from own order by id)`
  return db.selectFrom('keys').select(['id', 'role', partnerIds.as('partnerIds')])
}

/** Whether there is a key of this id and role. */
export async function isKeyOf(db: Db, { id, role }: { id: string; role: Role }): Promise<boolean> {
  const row = await db.selectFrom('keys').select('id').where('id', '=', id).where('role', '=', role).executeTakeFirst()
  return row !== undefined
}

/** The SHA-256 of every key that is valid. */
export async function keyHashes(db: Db): Promise<readonly Buffer[]> {
  return (await db.selectFrom('keys').select('hash').execute()).map((row) => row.hash)
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
