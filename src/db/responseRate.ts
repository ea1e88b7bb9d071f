import { ownResponseRate } from '../domain/standing/missing.ts'
import { anyOf } from './anyOf.ts'
import type { Db } from './database.ts'

/** The share of people asked under a program who answered, over some partners. Whose address took no mail was not asked, nor who
 *  came by themselves.
 *  @returns 0…1; undefined where too few were asked to know  @source CI-14 */
export async function responseRateOf(
  db: Db,
  { programId, partnerIds }: { programId: string; partnerIds: readonly string[] },
): Promise<number | undefined> {
  const { asked, answered } = await db
    .selectFrom('invitations')
    .innerJoin('engagements', 'engagements.id', 'engagement_id')
    .select(({ fn }) => [
      fn.countAll<string>().as('asked'),
      fn.countAll<string>().filterWhere('status', '=', 'answered').as('answered'),
    ])
    .where('partner_id', '=', anyOf(partnerIds))
    .where('program_id', '=', programId)
    .where('origin', '=', 'partner')
    .where('status', 'in', ['invited', 'reminded', 'answered', 'declined', 'opted-out'])
    .executeTakeFirstOrThrow()
  return ownResponseRate({ asked: Number(asked), answered: Number(answered) })
}
