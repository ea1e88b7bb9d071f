import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { ownKey } from '../../domain/ownQuestions.ts'
import { wordyTypes } from '../../domain/response.ts'
import type { Db } from '../database.ts'

/** Takes what respondents wrote in their own words out of their responses. Ratings stay, and with them scores and counts.
 *  @param which a condition on `responses r`
 *  @returns how many responses */
export async function eraseTexts(
  tx: Db,
  { which, limit }: { which: RawBuilder<SqlBool>; limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with wordy as (
      select r.id, jsonb_object_agg(asked.key, null) as blank
      from responses r
      join programs p on p.id = r.program_id and p.version = r.program_version
      left join own_questions o on o.partner_id = r.own_partner_id and o.program_id = r.program_id and o.version = r.own_version
      cross join lateral (
        select q ->> 'key' as key, q ->> 'type' as type from jsonb_array_elements(p.definition #> '{survey,questions}') q
        union all
        select ${ownKey('')} || (q ->> 'key'), q ->> 'type' from jsonb_array_elements(o.questions) q) asked
      where ${which} and asked.type = any(${[...wordyTypes]}::text[]) and jsonb_typeof(r.answers -> asked.key) = 'string'
      group by r.id
      limit ${limit}
    )
    update responses set answers = answers || blank from wordy where responses.id = wordy.id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
