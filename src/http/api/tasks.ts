import { Type } from 'typebox'
import { listTasks, type TaskRow } from '../../db/tasks.ts'
import { type TaskKind, tasks as taskKinds } from '../../domain/task.ts'
import { idempotently } from '../accept/idempotently.ts'
import { settleLetter } from '../accept/resolveLetter.ts'
import { finishTask, taskScopeOf } from '../accept/tasks.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { closed, Id, IdempotencyHeaders, Instant, OrNull, problemResponses } from './shapes.ts'

const roles = rights['do tasks']
const owners = ['operator', 'psm', 'owner'] as const
const kinds = Type.Unsafe<TaskKind>(Type.Enum(Object.keys(taskKinds)))
const Task = Type.Object({
  id: Type.String(),
  kind: kinds,
  what: Type.String({ description: 'The kind in words' }),
  owner: Type.Enum(owners),
  about: Type.String({ description: 'The id of what it is about' }),
  engagementId: OrNull(Type.String()),
  openedAt: Instant,
  closedAt: OrNull(Instant),
  closedBy: OrNull(Type.String({ description: "A key's id, or watchdog" })),
})

const Filter = Type.Object(
  {
    owner: Type.Optional(Type.Enum(owners)),
    kind: Type.Optional(kinds),
    open: Type.Optional(Type.Enum(['true', 'false'])),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
)

const pageSize = 50

/** What the engine cannot do by itself and asks people to do. */
export function registerTasks(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/tasks',
    {
      config: { roles },
      schema: {
        tags: ['operation'],
        summary: 'What people have to do, newest first; a PSM sees what is theirs',
        querystring: Filter,
        response: { 200: Type.Object({ tasks: Type.Array(Task), cursor: OrNull(Type.String()) }), ...problemResponses },
      },
    },
    async (request) => {
      const { owner, kind, open, cursor } = request.query
      const rows = await listTasks(db, taskScopeOf(callerOf(request)), {
        limit: pageSize + 1,
        ...(owner && { owner }),
        ...(kind && { kind }),
        ...(open && { open: open === 'true' }),
        ...(cursor !== undefined && { after: readCursor(cursor) }),
      })
      const page = rows.slice(0, pageSize)
      const last = rows.length > page.length ? page.at(-1) : undefined
      return { tasks: page.map(viewOf), cursor: last ? cursorOf({ created_at: last.opened_at, id: last.id }) : null }
    },
  )

  app.post(
    '/v1/tasks/:id/close',
    {
      config: { roles },
      schema: {
        tags: ['operation'],
        summary: 'Say that a task is done',
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        response: { 200: Type.Object({}), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        await finishTask(tx, callerOf(request), request.params.id)
        return { status: 200, body: {} }
      }),
  )

  app.post(
    '/v1/letters/:id/resolve',
    {
      config: { roles: rights['settle letters'] },
      schema: {
        tags: ['operation'],
        summary: 'Say what became of an unresolved letter; one that did not leave is sent again as a new one',
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        body: Type.Object({ as: Type.Enum(['sent', 'unsent']) }, closed),
        response: {
          200: Type.Object({ resent: Type.Boolean({ description: 'Whether the question goes out again' }) }),
          ...problemResponses,
        },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const resent = await settleLetter(tx, callerOf(request), { id: request.params.id, as: request.body.as })
        return { status: 200, body: { resent } }
      }),
  )
}

function viewOf(task: TaskRow) {
  return {
    id: task.id,
    kind: task.kind,
    what: taskKinds[task.kind].what,
    owner: task.owner,
    about: task.about,
    engagementId: task.engagement_id,
    openedAt: task.opened_at.toISOString(),
    closedAt: task.closed_at?.toISOString() ?? null,
    closedBy: task.closed_by,
  }
}
