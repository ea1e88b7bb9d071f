import type { Db } from '../../db/database.ts'
import { countOffered, giftsByStanding, giftsThatWait } from '../../db/giftOverview.ts'
import { fewest } from '../../domain/disclosure.ts'

/** What who pays for gifts sees of a program's: counts and money over all partners, never whose.
 *  `offered` is null where it would tell what each of a few people did. */
export async function giftOverview(db: Db, programId: string) {
  const [offered, standings, waiting] = await Promise.all([
    countOffered(db, programId),
    giftsByStanding(db, programId),
    giftsThatWait(db, programId),
  ])
  return {
    offered: offered === 0 || offered >= fewest ? offered : null,
    chosen: standings.reduce((total, { count }) => total + count, 0),
    standings,
    waiting: waiting.map(({ since, ...group }) => ({ ...group, since: since.toISOString() })),
  }
}

export type GiftOverview = Awaited<ReturnType<typeof giftOverview>>
