import { Type } from 'typebox'
import { findReferral, listReferrals } from '../../../db/referral/referrals.ts'
import { DomainError } from '../../../domain/errors.ts'
import { referralStates } from '../../../domain/referral/vocabulary.ts'
import { idempotently } from '../../accept/idempotently.ts'
import { matchAgain, openReferral, takeInHouse, withdrawReferral } from '../../accept/referrals.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf, scopeOf } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { closed, Id, IdempotencyHeaders, problemResponses } from '../shapes.ts'
import { NewReferralBody } from './shapes.ts'
import { referralSummary, referralView, visibleReferral } from './view.ts'

const tags = ['referrals']
const params = Type.Object({ id: Id })
const headers = IdempotencyHeaders
const refer = { roles: rights['refer customers'] }
const read = { roles: rights['read referrals'] }
const pageSize = 50

/** Customers who ask for help, and what becomes of that. */
export function registerReferrals(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const taken = { 200: Type.Ref('Referral'), 201: Type.Ref('Referral'), ...problemResponses }

  app.post(
    '/v1/referrals',
    {
      config: refer,
      schema: {
        tags,
        summary:
          'A customer asks for help: partners are found and asked. The same externalId again is the same referral',
        headers,
        body: NewReferralBody,
        response: taken,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const caller = callerOf(request)
        const { externalId, kind, customer, workloads } = request.body
        const { row, isNew } = await openReferral(tx, caller, {
          external_id: externalId,
          kind,
          customer_id: customer.id,
          customer_name: customer.name,
          customer_country: customer.country,
          customer_language: customer.language,
          customer_size: customer.size,
          customer_industry: customer.industry,
          customer_licences: customer.licences,
          workloads,
          contact: customer.contact,
        })
        return { status: isNew ? 201 : 200, body: await referralView(tx, caller, row) }
      }),
  )

  app.get(
    '/v1/referrals',
    {
      config: read,
      schema: {
        tags,
        summary: 'The referrals of this key, newest first: a partner sees those that were offered to it',
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Enum(referralStates)),
            partnerId: Type.Optional(Id),
            cursor: Type.Optional(Type.String({ maxLength: 300 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({
            referrals: Type.Array(Type.Ref('ReferralSummary')),
            cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { state, partnerId, cursor } = request.query
      const scope = scopeOf(callerOf(request))
      const own = partnerId === undefined ? scope : [partnerId].filter((id) => scope === 'all' || scope.includes(id))
      const rows = await listReferrals(db, {
        partnerIds: own,
        limit: pageSize + 1,
        ...(state && { state }),
        ...(cursor !== undefined && { after: readCursor(cursor) }),
      })
      const page = rows.slice(0, pageSize)
      const last = rows.length > page.length ? page.at(-1) : undefined
      return { referrals: page.map(referralSummary), cursor: last ? cursorOf(last) : null }
    },
  )

  app.get(
    '/v1/referrals/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'Where a referral stands, to whom it was offered, and why to them',
        params,
        response: { 200: Type.Ref('Referral'), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      return referralView(db, caller, await visibleReferral(db, caller, request.params.id))
    },
  )

  const steps = {
    withdraw: { act: withdrawReferral, summary: 'The customer looks no further: partners who were asked are told' },
    match: { act: matchAgain, summary: 'Look for partners again, those included who were asked before' },
    take: { act: takeInHouse, summary: 'Have our own team take what no partner is left for' },
  } as const
  for (const step of ['withdraw', 'match', 'take'] as const) {
    const { act, summary } = steps[step]
    app.post(
      `/v1/referrals/:id/${step}`,
      {
        config: refer,
        schema: { tags, summary, params, headers, response: { 202: Type.Ref('Referral'), ...problemResponses } },
      },
      async (request, reply) =>
        idempotently(db, { request, reply }, async (tx) => {
          const caller = callerOf(request)
          const { id } = await act(tx, caller, request.params.id)
          const row = await findReferral(tx, id)
          if (!row) throw new DomainError('not-found', `there is no referral '${id}' for this key`)
          return { status: 202, body: await referralView(tx, caller, row) }
        }),
    )
  }
}
