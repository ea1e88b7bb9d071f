import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { findPartner, type PartnerRow } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { findReport, optOutOfReport } from '../../db/reports.ts'
import type { Program } from '../../domain/program.ts'
import { isReportToken } from '../../domain/reportToken.ts'
import type { App, HttpDependencies } from '../app.ts'
import { chosen, fieldsOf, keptOf, show, showUnknown } from './page.ts'
import { ReportStoppedPage, StopReportPage } from './pages/index.ts'

const path = '/report/:program/:partner/:token'
const schema = {
  hide: true,
  params: Type.Object({ program: Type.String(), partner: Type.String(), token: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String()), done: Type.Optional(Type.String()) }),
}

type Request = FastifyRequest<{
  Params: { program: string; partner: string; token: string }
  Querystring: { done?: string }
}>

/** Where a membership's report is stopped, by the link in it: asked by GET, done by POST; mail programs post by themselves.
 *  @source CI-07, MX-06, MX-07 (RFC 8058) */
export function registerReportStop(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  app.get(path, { schema }, async (request, reply) => {
    const found = await open(db, config, request)
    if (!found) return showUnknown(request, reply)
    const isStopped = request.query.done !== undefined && !(await findReport(db, found.whose))
    return show(reply, isStopped ? ReportStoppedPage(found) : StopReportPage({ ...found, action: found.url }))
  })

  app.post(path, { schema }, async (request, reply) => {
    const found = await open(db, config, request)
    if (!found) return showUnknown(request, reply)
    await db.transaction().execute((tx) => stop(tx, found.whose))
    if (fieldsOf(request.body)['List-Unsubscribe'] !== undefined) return show(reply, ReportStoppedPage(found))
    const lang = chosen(request)
    return reply.redirect(`${found.url}?done=1${lang ? `&lang=${lang}` : ''}`, 303)
  })
}

type Whose = { readonly programId: string; readonly partnerId: string }

async function stop(tx: Db, whose: Whose): Promise<void> {
  if (!(await optOutOfReport(tx, whose))) return
  const about = { program: whose.programId, partner: whose.partnerId }
  await record(tx, { actor: 'reader', what: 'report.stopped', about })
}

async function open(db: Db, { SURVEY_SECRET: secret }: { SURVEY_SECRET: string }, request: Request) {
  const { program: programId, partner: partnerId, token } = request.params
  const whose = { programId, partnerId }
  if (!isReportToken(secret, whose, token)) return undefined
  const program = await findProgram(db, programId)
  const partner = await findPartner(db, partnerId)
  return (
    program &&
    partner && { whose, ...pageOf(program, partner, request), url: `/report/${programId}/${partnerId}/${token}` }
  )
}

function pageOf(program: Program, partner: PartnerRow, request: Request) {
  const language = chosen(request) ?? partner.language ?? program.language
  return { program, language, partner: partner.name, keep: keptOf(request.query) }
}
