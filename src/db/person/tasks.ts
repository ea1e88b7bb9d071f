import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import { closeTask } from '../tasks.ts'

/** Tasks about contacts or letters that are no more need no doing.
 *  @returns how many were open */
export async function closeTasksAbout(
  tx: Db,
  { engagementId, about }: { engagementId: string | null; about: readonly string[] },
  { by }: { by: string },
): Promise<number> {
  const open = await tx
    .selectFrom('tasks')
    .select(['kind', 'about'])
    .where('engagement_id', engagementId === null ? 'is' : '=', engagementId)
    .where('about', '=', anyOf(about))
    .where('closed_at', 'is', null)
    .execute()
  for (const task of open) await closeTask(tx, task, { by })
  return open.length
}
