import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { listImported } from '../../db/importedEvidence.ts'
import { listPartners } from '../../db/partners.ts'
import { DomainError } from '../../domain/errors.ts'
import { decide } from '../accept/importEvidence.ts'
import { cursorOf, readCursor } from '../api/cursor.ts'
import { EvidenceReason } from '../api/evidence.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { EvidencePage } from './pages/EvidencePage.tsx'
import { taskCountOf } from './tasks.ts'

const pageSize = 25
const Text = Type.Optional(Type.String({ maxLength: 300 }))

/** Evidence from elsewhere: what partners imported, and the operator's decision.
 *  @source PV-02, CI-12 */
export function registerEvidencePages(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const querystring = Type.Object({ all: Text, cursor: Text })
  app.get('/evidence', { schema: { hide: true, querystring } }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['read imported evidence'])
    const { all, cursor } = request.query
    const rows = await listImported(db, {
      partnerIds: scopeOf(caller),
      limit: pageSize + 1,
      ...(all === undefined && { state: 'undecided' }),
      ...(cursor !== undefined && { after: readCursor(cursor) }),
    })
    const pieces = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? pieces.at(-1) : undefined
    return show(
      reply,
      EvidencePage({
        pieces,
        partners: await listPartners(db, scopeOf(caller)),
        role: caller.role,
        tasks: await taskCountOf(db, caller),
        isAll: all !== undefined,
        older: last && cursorOf({ created_at: last.imported_at, id: last.id }),
      }),
    )
  })

  const schema = { hide: true, params: Type.Object({ id: Id }) }
  app.post('/evidence/:id/decide', { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['decide on evidence'])
    const { id } = request.params
    const { as, reason = '' } = fieldsOf(request.body)
    await db.transaction().execute((tx) => decide(tx, caller, { id, ...decisionOf(as, reason.trim()) }))
    return reply.redirect('/console/evidence', 303)
  })
}

function decisionOf(as: string | undefined, reason: string) {
  if (as === 'accept') return { state: 'accepted' } as const
  if (as !== 'reject') throw new DomainError('request.invalid', 'Say whether the evidence counts.')
  if (!Value.Check(EvidenceReason, reason))
    throw new DomainError('request.invalid', 'Say why it does not count, in up to 500 characters.')
  return { state: 'rejected', reason } as const
}
