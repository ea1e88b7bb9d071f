import { Type } from 'typebox'
import { type Assessment, assess } from '../../db/assess.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { DomainError } from '../../domain/errors.ts'
import { languages } from '../../locales/languages.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { Id, Instant, problemResponses } from './shapes.ts'
import { Standing } from './standingShapes.ts'
import { standingView } from './standingView.ts'

/** From 1900 to 2999. */
const ThatDay = Type.String({ format: 'date', pattern: '^(19|2[0-9])' })
const ThatInstant = {
  ...Instant,
  pattern: '^(19|2[0-9])[0-9-]{8}T[0-9:]{6}[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][0-9:]{5})$',
}
const AsOf = Type.Union([ThatDay, ThatInstant], {
  description: 'A day, past or coming, taken at its end where the partner is; or an instant. Now, if not given',
  examples: ['2027-03-31'],
})

/** Where partners stand, computed from the evidence there is.
 *  @source FT-10, CI-08 to CI-13, PC-07, PC-08 */
export function registerStandings(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(Standing)

  app.get(
    '/v1/partners/:id/standings/:program',
    {
      config: { roles: rights['read standings'] },
      schema: {
        tags: ['partners'],
        summary: 'Where a partner stands under a program on a day, and why',
        params: Type.Object({ id: Id, program: Id }),
        querystring: Type.Object(
          {
            asOf: Type.Optional(AsOf),
            lang: Type.Optional(Type.Enum(languages, { description: "Of sentences; the program's if not given" })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Ref('Standing'), ...problemResponses },
      },
    },
    async (request) => {
      const { id: partnerId, program: programId } = request.params
      const { asOf, lang } = request.query
      const assessment = await visibleAssessment(db, callerOf(request), { partnerId, programId, asOf })
      return standingView(assessment, { language: lang ?? assessment.program.language, caller: callerOf(request) })
    },
  )
}

/** The assessment of a partner the caller may act for. One of somebody else's is not there.
 *  @param asOf a day or an instant as text; now, if not given */
export async function visibleAssessment(
  db: Db,
  caller: Caller,
  { partnerId, programId, asOf }: { partnerId: string; programId: string; asOf: string | undefined },
): Promise<Assessment> {
  if (!mayActFor(caller, partnerId)) throw new DomainError('not-found', `there is no partner '${partnerId}'`)
  return assess(db, { partnerId, programId, asOf: readAsOf(asOf) })
}

function readAsOf(asOf: string | undefined): Date | string {
  if (asOf === undefined) return new Date()
  return asOf.includes('T') ? new Date(asOf) : asOf
}
