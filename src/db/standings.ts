import { type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import type { KeptStanding, StandingPart } from '../domain/standingChange.ts'
import type { Db } from './database.ts'

/** Where partners stood, one row each time that changed. Rows are only added. */
export type StandingsTable = {
  id: string
  program_id: string
  program_version: number
  partner_id: string
  at: Date
  met: boolean
  value: number | null
  threshold: number
  n: number
  tier: string | null
  changed: StandingPart[]
}

export type StandingRow = Selectable<StandingsTable>

/** Whose standing, under which program. */
export type Whose = { readonly programId: string; readonly partnerId: string }

/** What letters about a membership are about. */
export function membershipId({ programId, partnerId }: Whose): string {
  return `${programId}/${partnerId}`
}

export async function newestStanding(db: Db, { programId, partnerId }: Whose): Promise<StandingRow | undefined> {
  return db
    .selectFrom('standings')
    .selectAll()
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Keeps a standing. @returns its id */
export async function addStanding(
  tx: Db,
  { programId, partnerId }: Whose,
  standing: KeptStanding & { readonly version: number; readonly at: Date; readonly changed: readonly StandingPart[] },
): Promise<string> {
  const { version, at, met, value, threshold, n, tier, changed } = standing
  const id = newId('std')
  await tx
    .insertInto('standings')
    .values({
      id,
      program_id: programId,
      program_version: version,
      partner_id: partnerId,
      at,
      met,
      value,
      threshold,
      n,
      tier,
      changed: [...changed],
    })
    .execute()
  return id
}

/** How a partner's standing came about, newest first, and who was told of it.
 *  @param after where the page before ended */
export async function standingHistory(
  db: Db,
  whose: Whose,
  { after, limit }: { readonly after?: { readonly createdAt: Date; readonly id: string }; readonly limit: number },
) {
  let query = db
    .selectFrom('standings')
    .leftJoin('letters', (join) =>
      join
        .on('letters.about', '=', membershipId(whose))
        .on('letters.kind', '=', 'standing-changed')
        .onRef('letters.wave', '=', 'standings.id'),
    )
    .selectAll('standings')
    .select(['letters.recipient', 'letters.status', 'letters.sent_at'])
    .where('program_id', '=', whose.programId)
    .where('partner_id', '=', whose.partnerId)
  if (after) query = query.where(sql<boolean>`(standings.at, standings.id) < (${after.createdAt}, ${after.id})`)
  return query.orderBy('standings.at', 'desc').orderBy('standings.id', 'desc').limit(limit).execute()
}

/** Partners who may stand somewhere under a program: those with a membership or evidence, in the order of their ids. */
export async function partnersOf(
  db: Db,
  { programId, after, limit }: { readonly programId: string; readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from partners p
    where id > ${after} and (
      exists (select from memberships where program_id = ${programId} and partner_id = p.id)
      or exists (select from evidence where program_id = ${programId} and partner_id = p.id))
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
