import { Type } from 'typebox'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import { giftOverview } from '../accept/giftOverview.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { GiftOverviewPage } from './pages/GiftOverviewPage.tsx'
import { taskCountOf } from './tasks.ts'

/** What a program's gifts come to, for who pays for them. */
export function registerGiftOverview(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const schema = { hide: true, params: Type.Object({ id: Id }) }

  app.get('/programs/:id/gifts', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['read what gifts cost'])
    const program = await findProgram(db, request.params.id)
    if (!program) throw new DomainError('not-found', 'there is no such program')
    const overview = await giftOverview(db, program.id)
    const tasks = await taskCountOf(db, caller)
    return show(reply, GiftOverviewPage({ program, overview, role: caller.role, tasks, now: new Date() }))
  })
}
