import { Type } from 'typebox'
import type { Db } from '../../../db/database.ts'
import { candidatesAfter, soughtFor } from '../../../db/referral/candidates.ts'
import { findReferralProgram } from '../../../db/referral/programs.ts'
import type { ReferralRow } from '../../../db/referral/referrals.ts'
import { type Considered, match } from '../../../domain/referral/matching.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { closed, Id, problemResponses } from '../shapes.ts'
import { visibleReferral } from './view.ts'

const pageSize = 100

/** Every partner beside a referral, as it stands at this moment: what is kept of each look are sums and who came nearest. */
export function registerConsidered(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/referrals/:id/considered',
    {
      config: { roles: rights['refer customers'] },
      schema: {
        tags: ['referrals'],
        summary: 'All partners by id, each with every criterion it does not meet at this moment',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ cursor: Type.Optional(Id) }, closed),
        response: {
          200: Type.Object({
            considered: Type.Array(Type.Ref('Considered')),
            cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const referral = await visibleReferral(db, callerOf(request), request.params.id)
      const { considered, cursor } = await consideredAfter(db, referral, request.query.cursor)
      return {
        considered: considered.map((one) => ({ ...one, failed: [...one.failed], lacks: [...one.lacks] })),
        cursor,
      }
    },
  )
}

/** A page of all partners beside a referral.
 *  @returns the partners, and after whom the next page begins */
export async function consideredAfter(
  db: Db,
  referral: ReferralRow,
  after = '',
): Promise<{ readonly considered: readonly Considered[]; readonly cursor: string | null }> {
  const program = await findReferralProgram(db, referral.program_id, referral.program_version)
  if (!program) throw new Error('a referral without a program')
  const at = new Date()
  const sought = soughtFor(referral, program, { workloads: referral.workloads, at })
  const candidates = await candidatesAfter(db, sought, { after, limit: pageSize + 1 })
  const page = candidates.slice(0, pageSize)
  const { considered } = match(sought, page, { at, most: 0 })
  return { considered, cursor: candidates.length > pageSize ? (page.at(-1)?.partnerId ?? null) : null }
}
