import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { App, HttpDependencies } from '../app.ts'
import { registerAnnouncement } from './announcement.ts'
import { registerAudit } from './audit.ts'
import { registerContacts } from './contacts.ts'
import { registerEngagements } from './engagements.ts'
import { registerEvidence } from './evidence.ts'
import { registerFacts } from './facts.ts'
import { registerFigures } from './figures.ts'
import { registerGiftOrders } from './giftOrders.ts'
import { registerGifts } from './gifts.ts'
import { registerGrants } from './grants.ts'
import { registerJudging } from './judging.ts'
import { registerKeys } from './keys.ts'
import { registerMemberships } from './memberships.ts'
import { registerPartners } from './partners.ts'
import { registerPeople } from './people.ts'
import { registerPreview } from './preview.ts'
import { registerPrograms } from './programs.ts'
import { registerReferralApi } from './referrals/index.ts'
import { registerReports } from './reports.ts'
import { registerResponses } from './responses.ts'
import { registerResults } from './results.ts'
import { registerReviews } from './reviews.ts'
import { registerStandingHistory } from './standingHistory.ts'
import { registerStandings } from './standings.ts'
import { registerSteering } from './steering.ts'
import { registerSurveyAddresses } from './surveyAddresses.ts'
import { registerSurveys } from './surveys.ts'
import { registerTasks } from './tasks.ts'

/** The API under `/v1`. An endpoint is a file and a line here. */
export function registerApi(app: App, dependencies: HttpDependencies): void {
  registerPrograms(app, dependencies)
  registerPreview(app, { db: dependencies.db })
  registerPartners(app, dependencies)
  registerMemberships(app, dependencies)
  registerKeys(app, dependencies)
  registerGrants(app, dependencies)
  registerEngagements(app, dependencies)
  registerAnnouncement(app, dependencies)
  registerFacts(app, dependencies)
  void app.register(async (uploads) => registerContacts(uploads.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  void app.register(async (uploads) => registerEvidence(uploads.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  registerSteering(app, dependencies)
  registerJudging(app, dependencies)
  registerResponses(app, dependencies)
  registerReviews(app, dependencies)
  registerSurveys(app, dependencies)
  registerGifts(app, dependencies)
  registerGiftOrders(app, dependencies)
  registerPeople(app, dependencies)
  registerAudit(app, dependencies)
  registerTasks(app, dependencies)
  registerStandings(app, dependencies)
  registerFigures(app, dependencies)
  registerResults(app, dependencies)
  registerStandingHistory(app, dependencies)
  registerSurveyAddresses(app, dependencies)
  registerReports(app, dependencies)
  registerReferralApi(app, dependencies)
}
