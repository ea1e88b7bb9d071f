import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { AuditTable } from './audit.ts'
import type { ContactsTable } from './contacts.ts'
import type { DeliveriesTable } from './deliveries.ts'
import type { DisqualificationsTable } from './disqualifications.ts'
import type { EngagementsTable } from './engagements.ts'
import type { ErasuresTable } from './erasures.ts'
import type { EvidenceTable } from './evidence.ts'
import type { FactsTable } from './facts.ts'
import type { FiguresTable } from './figures.ts'
import type { GiftOrdersTable } from './giftOrders.ts'
import type { GrantsTable } from './grants.ts'
import type { HeldAnswersTable } from './heldAnswers.ts'
import type { IdempotencyTable } from './idempotency.ts'
import type { ImportedEvidenceTable } from './importedEvidence.ts'
import type { InvitationsTable } from './invitations.ts'
import type { KeysTable } from './keys.ts'
import type { LettersTable } from './letters.ts'
import type { MembershipsTable } from './memberships.ts'
import type { NetworksTable } from './networks.ts'
import type { OptOutsTable } from './optOuts.ts'
import type { OutboxTable } from './outbox.ts'
import type { OwnQuestionsTable } from './ownQuestions.ts'
import type { PartnersTable } from './partners.ts'
import type { ProgramsTable } from './programs.ts'
import type { ReferralMatchesTable } from './referral/matches.ts'
import type { OfferedWorkloadsTable, OffersTable } from './referral/offers.ts'
import type { ClaimsTable, EndorsementsTable, ReferralProfilesTable } from './referral/profiles.ts'
import type { ReferralProgramsTable } from './referral/programs.ts'
import type { ReferralContactsTable, ReferralsTable } from './referral/referrals.ts'
import type { ReportsTable } from './reports.ts'
import type { RequestsTable } from './requests.ts'
import type { ResponsesTable } from './responses.ts'
import type { ReviewsTable } from './reviews.ts'
import type { ScoresTable } from './scores.ts'
import type { AuditSealsTable } from './seals.ts'
import type { StandingsTable } from './standings.ts'
import type { StandingsDueTable } from './standingsDue.ts'
import type { SurveyAddressesTable } from './surveyAddresses.ts'
import type { TalliesTable } from './tallies.ts'
import type { TasksTable } from './tasks.ts'

/** The map of tables; each is described in the file of its name. */
export type Database = {
  audit: AuditTable
  audit_seals: AuditSealsTable
  claims: ClaimsTable
  contacts: ContactsTable
  deliveries: DeliveriesTable
  disqualifications: DisqualificationsTable
  endorsements: EndorsementsTable
  engagements: EngagementsTable
  erasures: ErasuresTable
  evidence: EvidenceTable
  facts: FactsTable
  figures: FiguresTable
  gift_orders: GiftOrdersTable
  grants: GrantsTable
  held_answers: HeldAnswersTable
  idempotency: IdempotencyTable
  imported_evidence: ImportedEvidenceTable
  invitations: InvitationsTable
  keys: KeysTable
  letters: LettersTable
  memberships: MembershipsTable
  networks: NetworksTable
  offered_workloads: OfferedWorkloadsTable
  offers: OffersTable
  opt_outs: OptOutsTable
  outbox: OutboxTable
  own_questions: OwnQuestionsTable
  partners: PartnersTable
  programs: ProgramsTable
  referral_contacts: ReferralContactsTable
  referral_matches: ReferralMatchesTable
  referral_profiles: ReferralProfilesTable
  referral_programs: ReferralProgramsTable
  referrals: ReferralsTable
  reports: ReportsTable
  requests: RequestsTable
  responses: ResponsesTable
  reviews: ReviewsTable
  scores: ScoresTable
  tallies: TalliesTable
  standings: StandingsTable
  standings_due: StandingsDueTable
  survey_addresses: SurveyAddressesTable
  tasks: TasksTable
}

/** A pool of connections, or a transaction on one: every query takes either. */
export type Db = Kysely<Database>

export function openDatabase(connectionString: string, { connections }: { connections: number }): Db {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  })
  // A connection that breaks is replaced at its next use. One in use fails its query; unheard, it would end the process as well
  pool.on('error', () => undefined)
  pool.on('connect', (connection) => connection.on('error', () => undefined))
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}
