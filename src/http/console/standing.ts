import { Type } from 'typebox'
import type { Assessment } from '../../db/assess.ts'
import type { Db } from '../../db/database.ts'
import { findOrigins } from '../../db/evidence.ts'
import type { Caller } from '../../db/keys.ts'
import { findPartner } from '../../db/partners.ts'
import { dayAt, isDay } from '../../domain/calendar.ts'
import { Id } from '../api/shapes.ts'
import { visibleAssessment } from '../api/standings.ts'
import { standingView } from '../api/standingView.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { show } from '../survey/page.ts'
import type { Piece } from './pages/StandingEvidence.tsx'
import { StandingPage } from './pages/StandingPage.tsx'
import { taskCountOf } from './tasks.ts'

const schema = {
  hide: true,
  params: Type.Object({ id: Id, program: Id }),
  querystring: Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 20 })) }),
}

/** Why a partner stands where it stands. */
export function registerStandingPage(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get('/partners/:id/standings/:program', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    const { id: partnerId, program: programId } = request.params
    const asked = request.query.asOf ?? ''
    const asOf = isDay(asked) ? asked : undefined
    const assessment = await visibleAssessment(db, caller, { partnerId, programId, asOf })
    const partner = await findPartner(db, assessment.partnerId)
    const { standing: rule, tiers, name: programName } = assessment.program
    return show(
      reply,
      StandingPage({
        ...standingView(assessment, { language: 'en-US', caller }),
        role: caller.role,
        tasks: await taskCountOf(db, caller),
        programName,
        above: 'above' in rule ? rule.above : undefined,
        ladder: tiers?.tiers ?? [],
        partnerName: partner?.name ?? partnerId,
        day: asOf ?? dayAt(assessment.asOf, assessment.timeZone),
        pieces: await piecesOf(db, caller, assessment),
      }),
    )
  })
}

/** The page shows so many pieces; the API tells them all. */
const most = 200

/** What evidence may be told of, newest first: nothing of a confidential program, and no customer of a partner the caller may not act
 *  for. */
async function piecesOf(db: Db, caller: Caller, assessment: Assessment): Promise<readonly Piece[] | undefined> {
  if (assessment.program.privacy === 'confidential') return undefined
  const reasons = new Map(assessment.standing.excluded.map(({ id, reason }) => [id, reason]))
  const newest = assessment.evidence.toReversed().slice(0, most)
  const own = newest.filter(({ partnerId }) => mayActFor(caller, partnerId)).map(({ id }) => id)
  const origins = await findOrigins(db, own)
  return newest.map(({ id, kind, at, value }) => ({
    id,
    kind,
    at,
    value,
    reason: reasons.get(id),
    origin: origins.get(id),
  }))
}
