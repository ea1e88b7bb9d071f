import { type RawBuilder, type SqlBool, sql } from 'kysely'
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
      select r.id, jsonb_object_agg(q ->> 'key', null) as blank
      from responses r
      join engagements e on e.id = r.engagement_id
      join programs p on p.id = e.program_id and p.version = e.program_version
      cross join lateral jsonb_array_elements(p.definition #> '{survey,questions}') q
      where ${which} and q ->> 'type' = any(${[...wordyTypes]}::text[]) and jsonb_typeof(r.answers -> (q ->> 'key')) = 'string'
      group by r.id
      limit ${limit}
    )
    update responses set answers = answers || blank from wordy where responses.id = wordy.id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
