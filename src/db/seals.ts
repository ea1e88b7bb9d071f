import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** Each entry of the audit trail as part of a chain: its hash covers the entry and the hash before it. */
export type AuditSealsTable = {
  audit_id: string
  position: string
  hash: Buffer
}

/** The newest seal. Noted elsewhere, its hash proves later that nothing before it was changed or removed. */
export type Head = { readonly position: number; readonly hash: string }

/** What the first seal follows. */
export const start: Head = { position: 0, hash: '00'.repeat(32) }

/** Seals entries of the audit trail that are not yet part of the chain, oldest transaction first. Nobody who writes an entry waits
 *  for it, and an entry written by a long transaction is sealed after it: the chain's order is the one of its positions.
 *  @param limit entries at most; when as many were sealed, there may be more
 *  @returns how many, and the head of the chain, undefined while there is none
 *  @source MX-10 */
export async function sealAudit(
  db: Db,
  { limit }: { limit: number },
): Promise<{ readonly sealed: number; readonly head: Head | undefined }> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('audit_seals'), 0)`.execute(tx) // two sealers would fork the chain
    const head = await auditHead(tx)
    const entries = await unsealedEntries(tx, limit)
    const seals: { audit_id: string; position: string; hash: Buffer }[] = []
    let { position, hash } = head ?? start
    for (const { id, text } of entries) {
      hash = sealOf(hash, text)
      position += 1
      seals.push({ audit_id: id, position: String(position), hash: Buffer.from(hash, 'hex') })
    }
    for (let at = 0; at < seals.length; at += 10_000) {
      await tx
        .insertInto('audit_seals')
        .values(seals.slice(at, at + 10_000))
        .execute()
    }
    return { sealed: seals.length, head: seals.length > 0 ? { position, hash } : head }
  })
}

export async function auditHead(db: Db): Promise<Head | undefined> {
  const row = await db
    .selectFrom('audit_seals')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { position: Number(row.position), hash: row.hash.toString('hex') }
}

/** The hash that seals an entry: SHA-256 over the hash before it and the entry. */
export function sealOf(before: string, text: string): string {
  return createHash('sha256').update(Buffer.from(before, 'hex')).update(text).digest('hex')
}

/** An entry `a` of the audit trail, as it is sealed: PostgreSQL writes jsonb in one way only. */
export const entryText: RawBuilder<string> = sql<string>`jsonb_build_array(
  a.id, a.engagement_id, a.actor, a.what, a.about,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.transaction::text)::text`

/** Whether an entry `a` has no seal. */
const isUnsealed = sql<boolean>`not exists (select from audit_seals s where s.audit_id = a.id)`

/** All entries of transactions older than the last one sealed are sealed, and none can be added to them: the search begins there.
 *  Where the trail was restored into another server, whose transactions count from lower numbers, all are searched, once. */
async function unsealedEntries(tx: Db, limit: number) {
  const { rows } = await sql<{ sealed: string; counts_anew: boolean }>`
    select sealed::text, sealed >= pg_snapshot_xmax(pg_current_snapshot()) as counts_anew from (${lastSealed}) last`.execute(
    tx,
  )
  const { sealed = '0', counts_anew: countsAnew = false } = rows[0] ?? {}
  let query = tx
    .selectFrom('audit as a')
    .select(['a.id', entryText.as('text')])
    .where(isUnsealed)
  if (!countsAnew) {
    query = query
      .where(sql<boolean>`a.transaction >= ${sealed}::xid8`)
      .where(sql<boolean>`a.transaction < pg_snapshot_xmin(pg_current_snapshot())`)
      .orderBy('a.transaction')
  }
  return query.orderBy('a.id').limit(limit).execute()
}

/** The transaction of the entry sealed last. */
export const lastSealed: RawBuilder<unknown> = sql`
  select a.transaction as sealed from audit_seals s join audit a on a.id = s.audit_id order by s.position desc limit 1`
