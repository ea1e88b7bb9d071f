import { type Generated, type Selectable, sql } from 'kysely'
import { newId } from '../domain/ids.ts'
import { type TaskKind, type TaskOwner, tasks } from '../domain/task.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'

/** What a person has to do. Of one kind about one thing at most one is open. `about` is the id of what it is about. */
export type TasksTable = {
  id: string
  kind: TaskKind
  owner: TaskOwner
  about: string
  engagement_id: string | null
  opened_at: Generated<Date>
  due_at: Date | null
  closed_at: Date | null
  closed_by: string | null
}

export type TaskRow = Selectable<TasksTable>

export type NewTask = { readonly kind: TaskKind; readonly about: string; readonly engagementId?: string }

/** Opens a task, unless the same is open. @returns whether it is new */
export async function openTask(tx: Db, { kind, about, engagementId }: NewTask): Promise<boolean> {
  const opened = await tx
    .insertInto('tasks')
    .values({
      id: newId('tsk'),
      kind,
      about,
      owner: tasks[kind].owner,
      engagement_id: engagementId ?? null,
      due_at: null,
      closed_at: null,
      closed_by: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'about']).where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return false
  await record(tx, {
    ...(engagementId && { engagementId }),
    actor: 'workflow',
    what: 'task.opened',
    about: { kind, about, task: opened.id },
  })
  return true
}

/** Closes the open task of a kind about something, if there is one. @returns whether there was */
export async function closeTask(
  tx: Db,
  { kind, about }: Pick<NewTask, 'kind' | 'about'>,
  { by }: { by: string },
): Promise<boolean> {
  const closed = await tx
    .updateTable('tasks')
    .set({ closed_at: sql`now()`, closed_by: by })
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('closed_at', 'is', null)
    .returning(['id', 'engagement_id'])
    .executeTakeFirst()
  if (!closed) return false
  await record(tx, {
    ...(closed.engagement_id && { engagementId: closed.engagement_id }),
    actor: by,
    what: 'task.closed',
    about: { kind, about, task: closed.id },
  })
  return true
}

/** What open tasks of a kind are about, the oldest first. */
export async function openTasksAbout(db: Db, kind: TaskKind, { limit }: { limit: number }): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('about')
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.about)
}

/** Closes the open tasks of a kind whose engagements or referrals are closed. @returns how many */
export async function closeTasksOfClosed(tx: Db, kind: TaskKind, { by }: { by: string }): Promise<number> {
  const over = await tx
    .selectFrom('tasks')
    .leftJoin('engagements', 'engagements.id', 'tasks.engagement_id')
    .leftJoin('referrals', 'referrals.id', 'tasks.about')
    .select('tasks.about')
    .where('tasks.kind', '=', kind)
    .where('tasks.closed_at', 'is', null)
    .where((eb) => eb.or([eb('engagements.stage', '=', 'closed'), eb('referrals.closed_at', 'is not', null)]))
    .execute()
  for (const { about } of over) await closeTask(tx, { kind, about }, { by })
  return over.length
}

export type TaskFilter = {
  readonly owner?: TaskOwner
  readonly kind?: TaskKind
  readonly open?: boolean
  readonly engagementId?: string
  readonly after?: { readonly createdAt: Date; readonly id: string }
}

/** Whose tasks somebody may see: all, or those of an owner about engagements of some partners. */
export type TaskScope = 'all' | { readonly owner: TaskOwner; readonly partnerIds: readonly string[] | 'all' }

/** Tasks with the engagement they are about, newest first. */
export async function listTasks(db: Db, scope: TaskScope, filter: TaskFilter & { readonly limit: number }) {
  const { owner, kind, open, engagementId, after } = filter
  let query = visible(db, scope)
    .selectAll('tasks')
    .select(['engagements.subject_name', 'engagements.customer_name', 'engagements.partner_id'])
  if (owner) query = query.where('tasks.owner', '=', owner)
  if (kind) query = query.where('tasks.kind', '=', kind)
  if (open !== undefined) query = query.where('tasks.closed_at', open ? 'is' : 'is not', null)
  if (engagementId) query = query.where('tasks.engagement_id', '=', engagementId)
  if (after) query = query.where(sql<boolean>`(tasks.opened_at, tasks.id) < (${after.createdAt}, ${after.id})`)
  return query.orderBy('tasks.opened_at', 'desc').orderBy('tasks.id', 'desc').limit(filter.limit).execute()
}

export type ListedTask = Awaited<ReturnType<typeof listTasks>>[number]

/** A task somebody may see. */
export async function findTask(db: Db, scope: TaskScope, id: string): Promise<TaskRow | undefined> {
  return visible(db, scope).selectAll('tasks').where('tasks.id', '=', id).executeTakeFirst()
}

function visible(db: Db, scope: TaskScope) {
  const tasks = db.selectFrom('tasks').leftJoin('engagements', 'engagements.id', 'tasks.engagement_id')
  if (scope === 'all') return tasks
  const owned = tasks.where('tasks.owner', '=', scope.owner)
  if (scope.partnerIds === 'all') return owned
  return owned.where('engagements.partner_id', '=', sql<string>`any(${[...scope.partnerIds]}::text[])`)
}

/** How many tasks somebody has to do. */
export async function countOpenTasks(db: Db, scope: TaskScope): Promise<number> {
  const { count } = await visible(db, scope)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('tasks.closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many tasks are open, by kind. */
export async function countTasks(db: Db) {
  return db
    .selectFrom('tasks')
    .select((eb) => ['kind', 'owner', eb.fn.countAll<string>().as('count')])
    .where('closed_at', 'is', null)
    .groupBy(['kind', 'owner'])
    .execute()
}
