import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { closeTask, findTask, type TaskScope } from '../../db/tasks.ts'
import { DomainError } from '../../domain/errors.ts'
import { settleGift } from './settleGift.ts'

/** Whose tasks a caller may see and close: the operator's are all, the program owner's those owed by the owner, a PSM's those
 *  owed by one about engagements of their partners. */
export function taskScopeOf({ role, partnerIds }: Caller): TaskScope {
  if (role === 'owner') return { owner: 'owner', partnerIds: 'all' }
  return role === 'operator' ? 'all' : { owner: 'psm', partnerIds }
}

/** Closes a task, because it was done: a gift that was to be sent is sent. Done twice it is done once.
 *  @throws {DomainError} not-found — there is none for this caller */
export async function finishTask(tx: Db, caller: Caller, id: string): Promise<void> {
  const task = await findTask(tx, taskScopeOf(caller), id)
  if (!task) throw new DomainError('not-found', `there is no task '${id}' for this key`)
  if (task.closed_at) return
  if (task.kind === 'gift-to-send') return settleGift(tx, caller, { id: task.about, as: 'sent' })
  await closeTask(tx, task, { by: caller.id })
}
