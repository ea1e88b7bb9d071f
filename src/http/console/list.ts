import { type Static, Type } from 'typebox'
import { type EngagementRow, listEngagements } from '../../db/engagements.ts'
import { listPartners } from '../../db/partners.ts'
import { listPrograms } from '../../db/programs.ts'
import { type Stage, stages } from '../../domain/engagement.ts'
import { announcedTo } from '../accept/ruleChanges.ts'
import { cursorOf, readCursor } from '../api/cursor.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { hasRight } from '../rights.ts'
import { show } from '../survey/page.ts'
import { singlesOnly } from '../visibility.ts'
import { ListPage, type ListPageProps } from './pages/ListPage.tsx'
import { taskCountOf } from './tasks.ts'

const pageSize = 25

const Text = Type.Optional(Type.String({ maxLength: 300 }))
const schema = {
  hide: true,
  querystring: Type.Object({ stage: Text, overdue: Text, program: Text, partner: Text, cursor: Text }),
}

/** What the list is narrowed to; a choice that was left open is absent. */
export type Filter = {
  readonly stage?: Stage
  readonly overdue?: true
  readonly program?: string
  readonly partner?: string
}

/** The engagements somebody may see, newest first. */
export function registerList(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get('/', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    const scope = scopeOf(caller)
    const partners = await listPartners(db, scope)
    const programs = await listPrograms(db)
    const filter = readFilter(request.query, { partners, programs })
    const { cursor } = request.query
    const rows = await listEngagements(db, {
      ...filter,
      withoutHidden: !hasRight(caller.role, 'hide terminated engagements'),
      partnerIds: filter.partner ? [filter.partner] : scope,
      limit: pageSize + 1,
      ...singlesOnly(caller),
      ...(cursor && { after: readCursor(cursor) }),
    })
    const shown = rows.slice(0, pageSize)
    return show(
      reply,
      ListPage({
        role: caller.role,
        tasks: await taskCountOf(db, caller),
        announced: await announcedTo(db, caller),
        engagements: shown,
        filter,
        partners,
        programs,
        isFirst: !cursor,
        older: olderThan(rows, shown),
        now: new Date(),
      }),
    )
  })
}

type Choices = Pick<ListPageProps, 'partners' | 'programs'>

/** What is not among the choices narrows nothing: partners of others are not. */
function readFilter(query: Static<typeof schema.querystring>, { partners, programs }: Choices): Filter {
  const stage = stages.find((one) => one === query.stage)
  const program = programs.find(({ id }) => id === query.program)?.id
  const partner = partners.find(({ id }) => id === query.partner)?.id
  return {
    ...(stage && { stage }),
    ...(query.overdue && { overdue: true }),
    ...(program && { program }),
    ...(partner && { partner }),
  }
}

function olderThan(rows: readonly EngagementRow[], shown: readonly EngagementRow[]): string | undefined {
  const last = shown.at(-1)
  return last && rows.length > shown.length ? cursorOf(last) : undefined
}
