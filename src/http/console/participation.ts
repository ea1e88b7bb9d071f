import { Type } from 'typebox'
import { findPartner } from '../../db/partners.ts'
import { readAcceptance } from '../../db/referral/acceptance.ts'
import { ownPartner, profileView } from '../api/referrals/profiles.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { show } from '../survey/page.ts'
import { ParticipationPage } from './pages/ParticipationPage.tsx'
import { taskCountOf } from './tasks.ts'

const schema = { hide: true, params: Type.Object({ id: Id }) }

/** What a partner may be asked for, and how many offers it accepts. */
export function registerParticipationPage(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get('/partners/:id/referrals', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    const id = await ownPartner(db, caller, request.params.id)
    const partner = await findPartner(db, id)
    return show(
      reply,
      ParticipationPage({
        role: caller.role,
        tasks: await taskCountOf(db, caller),
        partnerName: partner?.name ?? id,
        timeZone: partner?.time_zone ?? 'UTC',
        profile: await profileView(db, id),
        acceptance: await readAcceptance(db, id, new Date()),
        now: new Date(),
      }),
    )
  })
}
