import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { MembershipKey } from './memberships.ts'

/** An engagement that stays open until its membership renews. */
export type OpenEngagement = { readonly id: string; readonly timeZone: string; readonly until: Date }

/** The open engagements of a membership: the partner's, and those of partners below it that have no membership of their own. */
export async function openEngagementsOf(tx: Db, { partnerId, programId }: MembershipKey) {
  const { rows } = await sql<OpenEngagement>`
    with recursive below as (
      select id, time_zone, 0 as distance from partners where id = ${partnerId}
      union all
      select p.id, p.time_zone, distance + 1 from partners p join below on p.parent_id = below.id
      where distance < 10 and not exists (select from memberships where partner_id = p.id and program_id = ${programId}))
    select e.id, below.time_zone as "timeZone", e.open_until as until
    from engagements e join below on below.id = e.partner_id
    where e.program_id = ${programId} and e.open_until is not null and e.stage <> 'closed'
    order by e.id for update of e`.execute(tx)
  return rows
}

/** Moves the day until which an engagement stays open, wherever it is shown. */
export async function moveOpenUntil(tx: Db, id: string, until: Date): Promise<void> {
  await sql`
    update engagements set open_until = ${until},
      due_at = case when due_at = open_until then ${until} else due_at end,
      waiting_for = case when waiting_for ->> 'what' in ('contacts', 'answers')
        then jsonb_set(waiting_for, '{until}', to_jsonb(${until.toISOString()}::text)) else waiting_for end
    where id = ${id}`.execute(tx)
}
