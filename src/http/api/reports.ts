import { Type } from 'typebox'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { findMembership } from '../../db/memberships.ts'
import { findProgram } from '../../db/programs.ts'
import { findReport, optIn, optOutOfReport } from '../../db/reports.ts'
import type { Whose } from '../../db/standings.ts'
import { DomainError } from '../../domain/errors.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Email, Id, IdempotencyHeaders, Instant, problemResponses } from './shapes.ts'

const to = Type.Optional({ ...Email, description: "Where it goes; the partner's own address if not given" })
const Report = Type.Object({ optIn: Type.Boolean(), to, since: Type.Optional(Instant) })

const path = '/v1/partners/:id/memberships/:program/report'
const shared = {
  tags: ['partners'],
  params: Type.Object({ id: Id, program: Id }),
}
const response = { 200: Report, ...problemResponses }

/** Whether a membership gets the report of its program by email, and where.
 *  @source CI-07 */
export function registerReports(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    path,
    {
      config: { roles: rights['order reports'] },
      schema: { ...shared, summary: 'Whether a membership gets the monthly report', response },
    },
    async (request) => {
      const { id: partnerId, program: programId } = request.params
      if (!mayActFor(callerOf(request), partnerId)) throw noMembership(partnerId)
      await mustReport(db, { programId, partnerId })
      return viewOf(db, { programId, partnerId })
    },
  )

  app.put(
    path,
    {
      config: { roles: rights['order reports'] },
      schema: {
        ...shared,
        summary: 'Order the monthly report of a membership, or stop it',
        headers: IdempotencyHeaders,
        body: Type.Object({ optIn: Type.Boolean(), to }, closed),
        response,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id: partnerId, program: programId } = request.params
        const caller = callerOf(request)
        if (!mayActFor(caller, partnerId)) throw noMembership(partnerId)
        const whose = { programId, partnerId }
        await mustReport(tx, whose)
        const { body } = request
        if (body.optIn) await optIn(tx, whose, body.to ?? null)
        else await optOutOfReport(tx, whose)
        const what = body.optIn ? 'report.ordered' : 'report.stopped'
        await record(tx, { actor: caller.id, what, about: { program: programId, partner: partnerId } })
        return { status: 200, body: await viewOf(tx, whose) }
      }),
  )
}

async function mustReport(db: Db, whose: Whose): Promise<void> {
  if (!(await findMembership(db, whose))) throw noMembership(whose.partnerId)
  const program = await findProgram(db, whose.programId)
  if (!program?.report) throw new DomainError('report.not-offered', `${whose.programId} sends no reports`)
}

function noMembership(partnerId: string): DomainError {
  return new DomainError('not-found', `there is no such membership of '${partnerId}' for this key`)
}

async function viewOf(db: Db, whose: Whose) {
  const report = await findReport(db, whose)
  if (!report) return { optIn: false }
  const { address, opted_in_at: since } = report
  return { optIn: true, ...(address !== null && { to: address }), since: since.toISOString() }
}
