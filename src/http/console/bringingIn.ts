import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { listPartners } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { milliseconds } from '../../domain/duration.ts'
import { DomainError } from '../../domain/errors.ts'
import { isReportedByHand } from '../../domain/gates.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { bringIn, type Typed, type Wrong, WrongForm } from './bringIn.ts'
import { refuseOthers } from './guard.ts'
import { BringInPage } from './pages/BringInPage.tsx'
import { taskCountOf } from './tasks.ts'

const schema = { hide: true, params: Type.Object({ program: Id }) }
type FormRequest = FastifyRequest<{ Params: { program: string } }>

/** The form with which a partner brings work in that is surveyed once it is completed, together with its contacts.
 *  @source PC-01, PC-02 */
export function registerBringingIn(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const day = milliseconds(config.DAY)

  app.get('/new/:program', { schema }, async (request, reply) => showForm(request, reply))

  app.post('/new/:program', { schema, bodyLimit: 64 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    const program = await programOf(request)
    const { form: formId = randomUUID(), ...typed } = fieldsOf(request.body)
    const form = { program, typed, formId, day, mostContacts: config.CONTACTS_PER_ENGAGEMENT }
    try {
      const { id } = await db.transaction().execute((tx) => bringIn(tx, caller, form))
      return await reply.redirect(`/console/engagements/${encodeURIComponent(id)}?done=opened`, 303)
    } catch (error) {
      if (!(error instanceof WrongForm)) throw error
      return showForm(request, reply.code(422), { typed, wrong: error.wrong, formId })
    }
  })

  /** @throws {DomainError} role.not-allowed · not-found — there is no such program, or its work is reported by portals */
  async function programOf(request: FormRequest) {
    refuseOthers(callerOf(request), rights['open engagements'])
    const program = await findProgram(db, request.params.program)
    if (program && isReportedByHand(program)) return program
    throw new DomainError('not-found', `no program '${request.params.program}' takes work by form`)
  }

  async function showForm(
    request: FormRequest,
    reply: FastifyReply,
    {
      typed = {},
      wrong = {},
      formId = randomUUID(),
    }: { readonly typed?: Typed; readonly wrong?: Wrong; readonly formId?: string } = {},
  ): Promise<FastifyReply> {
    const caller = callerOf(request)
    const program = await programOf(request)
    const partners = await listPartners(db, scopeOf(caller))
    const tasks = await taskCountOf(db, caller)
    return show(reply, BringInPage({ program, partners, typed, wrong, formId, role: caller.role, tasks }))
  }
}
