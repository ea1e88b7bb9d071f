import { type Static, Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import { findMembership, type MembershipRow } from '../../db/memberships.ts'
import { findOwnQuestions } from '../../db/ownQuestions.ts'
import { findPartner, type PartnerRow } from '../../db/partners.ts'
import { milliseconds } from '../../domain/duration.ts'
import { DomainError } from '../../domain/errors.ts'
import { OwnQuestion } from '../../domain/ownQuestions.ts'
import { renewalInstant } from '../../domain/renewal.ts'
import { languages } from '../../locales/languages.ts'
import { idempotently } from '../accept/idempotently.ts'
import { keepMembership } from '../accept/keepMembership.ts'
import { keepQuestions } from '../accept/keepQuestions.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Email, Id, IdempotencyHeaders, Instant, Name, problemResponses } from './shapes.ts'

const tags = ['memberships']
const params = Type.Object({ id: Id, program: Id })

const Day = Type.String({ format: 'date', examples: ['2027-03-31'] })
const Manager = Type.Object({ name: Name, email: Email }, { ...closed, description: 'Who answers for its surveys' })

const NewMembership = Type.Object(
  {
    renewsOn: Type.Optional({ ...Day, description: 'Any of its yearly renewals, a day where the partner is' }),
    competencies: Type.Optional(Type.Array(Name, { maxItems: 50, uniqueItems: true })),
    surveyManager: Type.Optional(Manager),
  },
  closed,
)

const NewQuestions = Type.Object(
  {
    language: Type.Enum(languages, { description: 'Shown where a question has no words in the reader’s' }),
    questions: Type.Array(OwnQuestion, { description: 'All of them, in the order they are asked' }),
  },
  closed,
)

const Questions = Type.Object({
  version: Type.Integer(),
  language: Type.Enum(languages),
  questions: Type.Array(OwnQuestion),
})

const Membership = Type.Object(
  {
    partnerId: Type.String(),
    program: Type.String(),
    renewsOn: Type.Union([Day, Type.Null()]),
    nextRenewal: Type.Union([Instant, Type.Null()], { description: 'What is answered before it counts for this year' }),
    competencies: Type.Array(Type.String()),
    surveyManager: Type.Optional(Type.Object({ name: Type.String(), email: Type.String() })),
    questions: Type.Union([Questions, Type.Null()], { description: 'Its own, beside the program’s' }),
  },
  { $id: 'Membership' },
)

/** A partner's part in a program: when it renews, what it is certified for, who answers for its surveys, what else it asks. */
export function registerMemberships(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  app.addSchema(Membership)
  const day = milliseconds(config.DAY)
  const shared = { tags, params, response: { 200: Type.Ref('Membership'), ...problemResponses } }

  app.get(
    '/v1/partners/:id/memberships/:program',
    { config: { roles: rights['read memberships'] }, schema: { ...shared, summary: 'A membership' } },
    async (request) => {
      const { id, program } = request.params
      const partner = mayActFor(callerOf(request), id) && (await findPartner(db, id))
      const membership = partner && (await findMembership(db, { partnerId: id, programId: program }))
      if (!membership) throw new DomainError('not-found', `'${id}' has no membership of '${program}' for this key`)
      return viewOf(db, partner, membership)
    },
  )

  app.put(
    '/v1/partners/:id/memberships/:program',
    {
      config: { roles: rights['keep memberships'] },
      schema: {
        ...shared,
        summary: 'Keep a membership as it is now: what is left out is taken away, its questions stay',
        headers: IdempotencyHeaders,
        body: NewMembership,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id, program } = request.params
        const { renewsOn, competencies = [], surveyManager } = request.body
        const membership = {
          partner_id: id,
          program_id: program,
          renews_on: renewsOn ?? null,
          competencies,
          manager_name: surveyManager?.name ?? null,
          manager_email: surveyManager?.email ?? null,
        }
        const kept = await keepMembership(tx, callerOf(request), { membership, day })
        return { status: 200, body: await viewOf(tx, kept.partner, kept.membership) }
      }),
  )

  app.put(
    '/v1/partners/:id/memberships/:program/questions',
    {
      config: { roles: rights['ask own questions'] },
      schema: {
        ...shared,
        summary: 'Replace the questions a membership asks beside the program’s: each time is a version',
        headers: IdempotencyHeaders,
        body: NewQuestions,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id, program } = request.params
        const kept = await keepQuestions(tx, callerOf(request), {
          key: { partnerId: id, programId: program },
          ...request.body,
        })
        return { status: 200, body: await viewOf(tx, kept.partner, kept.membership) }
      }),
  )
}

async function viewOf(db: Db, partner: PartnerRow, membership: MembershipRow): Promise<Static<typeof Membership>> {
  const { partner_id: partnerId, program_id: programId, renews_on: renewsOn, competencies } = membership
  const { manager_name: name, manager_email: email } = membership
  const questions = await findOwnQuestions(db, { partnerId, programId })
  const renewal = renewsOn === null ? null : renewalInstant({ renewsOn, timeZone: partner.time_zone }, new Date())
  return {
    partnerId,
    program: programId,
    renewsOn,
    nextRenewal: renewal?.toISOString() ?? null,
    competencies,
    ...(name !== null && email !== null && { surveyManager: { name, email } }),
    questions: questions
      ? { version: questions.version, language: questions.language, questions: [...questions.questions] }
      : null,
  }
}
