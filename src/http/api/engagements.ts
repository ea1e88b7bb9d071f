import { type Static, Type } from 'typebox'
import { type NewEngagement as Asked, listEngagements } from '../../db/engagements.ts'
import { deliveries } from '../../domain/delivery.ts'
import { milliseconds } from '../../domain/duration.ts'
import { stages } from '../../domain/engagement.ts'
import { letterKinds } from '../../domain/vocabulary.ts'
import { idempotently } from '../accept/idempotently.ts'
import { openEngagement } from '../accept/openEngagement.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, scopeOf, visibleEngagement } from '../auth.ts'
import { shownLetters } from '../discretion.ts'
import { hasRight, rights } from '../rights.ts'
import { singlesOnly } from '../visibility.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { engagementView, summaryOf } from './engagementView.ts'
import {
  Customer,
  closed,
  Engagement,
  EngagementParams,
  EngagementSummary,
  Id,
  IdempotencyHeaders,
  Instant,
  problemResponses,
  Subject,
} from './shapes.ts'

const readers = { roles: rights['read engagements'] }
const tags = ['engagements']

export const NewEngagement = Type.Object(
  { program: Id, partnerId: Id, externalId: Id, customer: Customer, subject: Subject },
  closed,
)

/** The engagement a request asks for. */
export function askedIn(body: Static<typeof NewEngagement>): Asked {
  const { program, partnerId, externalId, customer, subject } = body
  return {
    program_id: program,
    partner_id: partnerId,
    external_id: externalId,
    customer_id: customer.id,
    customer_name: customer.name,
    customer_country: customer.country,
    subject_kind: subject.kind,
    subject_name: subject.name,
    subject_delivery: subject.delivery ?? null,
  }
}

const Filter = Type.Object(
  {
    partnerId: Type.Optional(Id),
    stage: Type.Optional(Type.Enum(stages)),
    program: Type.Optional(Id),
    overdue: Type.Optional(Type.Enum(['true'])),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$', description: '1 to 100, 50 if not given' })),
  },
  closed,
)

const Letter = Type.Object({
  id: Type.String(),
  kind: Type.Enum(letterKinds),
  to: Type.String({ description: "A contact's id, or partner, psm, owner" }),
  status: Type.String(),
  delivery: Type.Union([Type.Enum(deliveries), Type.Null()], {
    description: 'What became of it after Resend took it; null while nothing was told',
  }),
  reason: Type.Union([Type.String(), Type.Null()]),
  claimedAt: Instant,
  sentAt: Type.Union([Instant, Type.Null()]),
})

export function registerEngagements(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const day = milliseconds(config.DAY)
  app.addSchema(EngagementSummary)
  app.addSchema(Engagement)

  app.post(
    '/v1/engagements',
    {
      config: { roles: rights['open engagements'] },
      schema: {
        tags,
        summary: 'Open an engagement: the same externalId again is the same engagement',
        headers: IdempotencyHeaders,
        body: NewEngagement,
        response: { 200: Type.Ref('Engagement'), 201: Type.Ref('Engagement'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const caller = callerOf(request)
        const { row, isNew } = await openEngagement(tx, caller, askedIn(request.body), { day })
        return { status: isNew ? 201 : 200, body: await engagementView(tx, caller, row) }
      }),
  )

  app.get(
    '/v1/engagements',
    {
      config: readers,
      schema: {
        tags,
        summary: 'The engagements of this key, newest first',
        querystring: Filter,
        response: {
          200: Type.Object({
            engagements: Type.Array(Type.Ref('EngagementSummary')),
            cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { partnerId, stage, program, overdue, cursor, limit = '50' } = request.query
      const caller = callerOf(request)
      const scope = scopeOf(caller)
      const own = partnerId === undefined ? scope : [partnerId].filter((id) => scope === 'all' || scope.includes(id))
      const rows = await listEngagements(db, {
        partnerIds: own,
        limit: Number(limit) + 1,
        ...singlesOnly(callerOf(request)),
        ...(stage && { stage }),
        ...(program && { program }),
        ...(overdue && { overdue: true }),
        withoutHidden: !hasRight(caller.role, 'hide terminated engagements'),
        ...(cursor !== undefined && { after: readCursor(cursor) }),
      })
      const page = rows.slice(0, Number(limit))
      const last = rows.length > page.length ? page.at(-1) : undefined
      return { engagements: page.map(summaryOf), cursor: last ? cursorOf(last) : null }
    },
  )

  app.get(
    '/v1/engagements/:id',
    {
      config: readers,
      schema: {
        tags,
        summary: 'Where an engagement stands',
        params: EngagementParams,
        response: { 200: Type.Ref('Engagement'), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      return engagementView(db, caller, await visibleEngagement(db, caller, request.params.id))
    },
  )

  app.get(
    '/v1/engagements/:id/letters',
    {
      config: readers,
      schema: {
        tags,
        summary: 'The letters that left for an engagement, and those that did not',
        params: EngagementParams,
        response: { 200: Type.Object({ letters: Type.Array(Letter) }), ...problemResponses },
      },
    },
    async (request) => {
      const engagement = await visibleEngagement(db, callerOf(request), request.params.id)
      const letters = await shownLetters(db, callerOf(request), engagement)
      const seesPeople = hasRight(callerOf(request).role, 'read contacts') // Resend's reasons may repeat an address
      return {
        letters: letters.map((letter) => ({
          id: letter.id,
          kind: letter.kind,
          to: letter.recipient,
          status: letter.status,
          delivery: letter.delivery,
          reason: seesPeople ? letter.reason : null,
          claimedAt: letter.claimed_at.toISOString(),
          sentAt: letter.sent_at?.toISOString() ?? null,
        })),
      }
    },
  )
}
