import { sql } from 'kysely'
import { type Family, familyFrom, type Relative } from '../domain/standing/family.ts'
import type { Db } from './database.ts'

const columns = sql`
  p.id, p.parent_id as "parentId", p.level, p.time_zone as "timeZone", m.partner_id is not null as "isMember", m.renews_on as "renewsOn",
  coalesce(m.competencies, '{}') as competencies`

/** The tree a partner belongs to, with the memberships of a program. */
export async function findFamily(
  db: Db,
  { programId, partnerId }: { programId: string; partnerId: string },
): Promise<Family> {
  const { rows } = await sql<Relative>`
    with recursive up as (
      select id, parent_id from partners where id = ${partnerId}
      union
      select p.id, p.parent_id from partners p join up on p.id = up.parent_id
    ), tree as (
      select id from up
      union
      select p.id from partners p join tree on p.parent_id = tree.id
    )
    select ${columns} from tree join partners p using (id)
    left join memberships m on m.partner_id = p.id and m.program_id = ${programId}
    order by p.id`.execute(db)
  return familyFrom(rows)
}

/** All partner trees. */
export async function allFamilies(db: Db, programId: string): Promise<Family> {
  const { rows } = await sql<Relative>`
    select ${columns} from partners p
    left join memberships m on m.partner_id = p.id and m.program_id = ${programId}
    order by p.id`.execute(db)
  return familyFrom(rows)
}
