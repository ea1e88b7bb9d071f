import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import type { Caller, Role } from '../../db/keys.ts'
import { listPartners } from '../../db/partners.ts'
import { countOpenTasks, listTasks } from '../../db/tasks.ts'
import { DomainError } from '../../domain/errors.ts'
import { settleLetter } from '../accept/resolveLetter.ts'
import { finishTask, taskScopeOf } from '../accept/tasks.ts'
import { cursorOf, readCursor } from '../api/cursor.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { localPage } from './next.ts'
import { once } from './once.ts'
import { TasksPage } from './pages/TasksPage.tsx'

/** Who has tasks. */
export const taskRoles: readonly Role[] = rights['do tasks']

const pageSize = 25
const Text = Type.Optional(Type.String({ maxLength: 300 }))

/** What somebody has to do, and the buttons that say it is done. */
export function registerTaskPages(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/tasks',
    { schema: { hide: true, querystring: Type.Object({ done: Text, cursor: Text }) } },
    async (request, reply) => {
      const caller = callerOf(request)
      refuseOthers(caller, taskRoles)
      const { done, cursor } = request.query
      const filter = { open: done === undefined, limit: pageSize + 1, ...(cursor && { after: readCursor(cursor) }) }
      const rows = await listTasks(db, taskScopeOf(caller), filter)
      const tasks = rows.slice(0, pageSize)
      const last = rows.length > pageSize ? tasks.at(-1) : undefined
      const older = last && cursorOf({ created_at: last.opened_at, id: last.id })
      const count = await taskCountOf(db, caller)
      const partners = await listPartners(db, scopeOf(caller))
      const page = { tasks, older, count, partners, isDone: done !== undefined, isFirst: !cursor }
      return show(
        reply,
        TasksPage({ ...page, role: caller.role, now: new Date(), formId: randomUUID(), back: '/console/tasks' }),
      )
    },
  )

  const schema = { hide: true, params: Type.Object({ id: Id }) }
  app.post('/tasks/:id/close', { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, taskRoles)
    await db.transaction().execute((tx) => finishTask(tx, caller, request.params.id))
    return reply.redirect(localPage(fieldsOf(request.body)['back']), 303)
  })

  app.post('/letters/:id/resolve', { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['settle letters'])
    const { form = randomUUID(), back, as } = fieldsOf(request.body)
    const { id } = request.params
    if (as !== 'sent' && as !== 'unsent') throw new DomainError('request.invalid', 'Say whether the letter left.')
    const settle = (tx: Db) => settleLetter(tx, caller, { id, as })
    await db.transaction().execute((tx) => once(tx, { caller, form: `resolve ${id} ${form}` }, () => settle(tx)))
    return reply.redirect(localPage(back), 303)
  })
}

/** How many tasks somebody has; undefined for who never has any. */
export async function taskCountOf(db: Db, caller: Caller): Promise<number | undefined> {
  return taskRoles.includes(caller.role) ? countOpenTasks(db, taskScopeOf(caller)) : undefined
}
