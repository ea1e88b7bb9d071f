import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { App, HttpDependencies } from '../../app.ts'
import { registerConsidered } from './considered.ts'
import { registerOffers } from './offers.ts'
import { registerParticipation } from './participation.ts'
import { registerReferralProfiles } from './profiles.ts'
import { registerReferralPrograms } from './programs.ts'
import { registerReferrals } from './referrals.ts'
import { Considered, Offer, Referral, ReferralSummary } from './shapes.ts'

/** Referrals: rules, partners, customers, offers. */
export function registerReferralApi(app: App, dependencies: HttpDependencies): void {
  for (const schema of [Offer, Considered, ReferralSummary, Referral]) app.addSchema(schema)
  registerReferralPrograms(app, dependencies)
  void app.register(async (imports) =>
    registerReferralProfiles(imports.withTypeProvider<TypeBoxTypeProvider>(), dependencies),
  )
  registerParticipation(app, dependencies)
  registerReferrals(app, dependencies)
  registerConsidered(app, dependencies)
  registerOffers(app, dependencies)
}
