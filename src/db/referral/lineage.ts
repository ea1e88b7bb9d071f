import { sql } from 'kysely'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import type { EngagementRow } from '../engagements.ts'

/** Which work of whom a referral led to, and where that stands. */
export type ReferredEngagement = Pick<EngagementRow, 'id' | 'partner_id' | 'subject_name' | 'stage' | 'outcome'>

/** The engagements that were opened for a referral: all, or those of some partners. */
export async function engagementsOf(
  db: Db,
  referralId: string,
  partnerIds: readonly string[] | 'all',
): Promise<readonly ReferredEngagement[]> {
  return db
    .selectFrom('engagements')
    .select(['id', 'partner_id', 'subject_name', 'stage', 'outcome'])
    .where('referral_id', '=', referralId)
    .$if(partnerIds !== 'all', (query) => query.where('partner_id', '=', anyOf(partnerIds === 'all' ? [] : partnerIds)))
    .orderBy('external_id')
    .execute()
}

/** What happened to a referral, oldest first. */
export async function referralTimeline(db: Db, referralId: string) {
  return db
    .selectFrom('audit')
    .select(['at', 'what', 'actor', 'about'])
    .where(sql`about ->> 'referral'`, '=', referralId)
    .where(sql<boolean>`about ? 'referral'`)
    .orderBy('id')
    .execute()
}
