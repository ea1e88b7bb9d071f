import { Type } from 'typebox'
import type { Db } from '../../../db/database.ts'
import type { Caller } from '../../../db/keys.ts'
import { findPartner } from '../../../db/partners.ts'
import { claimsOf, endorsementsOf } from '../../../db/referral/profiles.ts'
import { DomainError } from '../../../domain/errors.ts'
import { profileFields, requiredProfileFields } from '../../../domain/referral/profile.ts'
import { idempotently } from '../../accept/idempotently.ts'
import { importProfiles, profileOf, setProfile } from '../../accept/referralProfiles.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf, mayActFor } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { type Row, readCsv } from '../csv.ts'
import { closed, Email, Id, IdempotencyHeaders, Instant, problemResponses } from '../shapes.ts'

const tags = ['referrals']
const Words = Type.Array(Type.String({ maxLength: 300 }), { maxItems: 300 })
const Capacity = Type.Integer({ minimum: 0, maximum: 999_999, description: 'Offers at a time' })

const Endorsement = Type.Object(
  {
    workload: Type.String(),
    specialization: Type.String(),
    expiresAt: Type.String({ description: 'A day or an instant' }),
  },
  closed,
)
const lists = {
  standard: Type.Optional(Type.Array(Email, { maxItems: 50 })),
  benefit: Type.Optional(Type.Array(Email, { maxItems: 50 })),
}

const ProfileBody = Type.Object(
  {
    locations: Words,
    languages: Words,
    customerSizes: Words,
    industries: Words,
    capacity: Type.Optional(Type.Union([Capacity, Type.Null()])),
    lists: Type.Optional(
      Type.Object(lists, { ...closed, description: "Who gets the letters; the partner's address if nobody is named" }),
    ),
    endorsements: Type.Optional(
      Type.Array(Endorsement, { maxItems: 100, description: 'By the operator alone; as they are if not given' }),
    ),
    claims: Type.Optional({ ...Words, description: 'Ids of customers; by the operator alone' }),
  },
  closed,
)

const Profile = Type.Object(
  {
    partnerId: Type.String(),
    endorsements: Type.Array(
      Type.Object({ workload: Type.String(), specialization: Type.String(), expiresAt: Instant }),
    ),
    locations: Type.Array(Type.String()),
    languages: Type.Array(Type.String()),
    customerSizes: Type.Array(Type.String()),
    industries: Type.Array(Type.String()),
    capacity: Type.Union([Type.Integer(), Type.Null()]),
    lists: Type.Object({ standard: Type.Array(Type.String()), benefit: Type.Array(Type.String()) }),
    claims: Type.Array(Type.String()),
    pausedUntil: Type.Union([Instant, Type.Null()]),
    left: Type.Boolean(),
  },
  { $id: 'ReferralProfile' },
)

const Reading = Type.Object({
  accepted: Type.Integer({ description: 'Rows taken over' }),
  rejected: Type.Array(Type.Object({ row: Type.Integer(), field: Type.Enum(profileFields), reason: Type.String() })),
})

/** What partners may be asked for, one by one or as a table. To be registered in a scope of its own: it reads CSV in its own way. */
export function registerReferralProfiles(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const { CONTACT_ROWS: mostRows } = config
  app.addSchema(Profile)
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    readCsv(body, { mostRows, of: 'profiles', needed: requiredProfileFields, known: profileFields }),
  )

  app.get(
    '/v1/partners/:id/referral-profile',
    {
      config: { roles: rights['read referrals'] },
      schema: {
        tags,
        summary: 'What a partner may be asked for',
        params: Type.Object({ id: Id }),
        response: { 200: Type.Ref('ReferralProfile'), ...problemResponses },
      },
    },
    async (request) => profileView(db, await ownPartner(db, callerOf(request), request.params.id)),
  )

  app.put(
    '/v1/partners/:id/referral-profile',
    {
      config: { roles: rights['set referral profiles'] },
      schema: {
        tags,
        summary: 'Say what a partner may be asked for; it takes part from then on',
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        body: ProfileBody,
        response: { 200: Type.Ref('ReferralProfile'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const caller = callerOf(request)
        const partnerId = await ownPartner(tx, caller, request.params.id)
        const { lists = {}, ...rest } = request.body
        await setProfile(tx, caller, { ...rest, standardList: lists.standard, benefitList: lists.benefit, partnerId })
        return { status: 200, body: await profileView(tx, partnerId) }
      }),
  )

  app.put(
    '/v1/referral-profiles',
    {
      config: { roles: rights['import referral profiles'] },
      schema: {
        tags,
        summary: 'Profiles of many partners, as JSON or as text/csv: a bad row is named, the good ones are kept',
        consumes: ['application/json', 'text/csv'],
        headers: IdempotencyHeaders,
        body: Type.Array(Type.Unsafe<Row>(Type.Object({}, { additionalProperties: true })), { maxItems: mostRows }),
        response: { 200: Reading, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => ({
        status: 200,
        body: await importProfiles(tx, callerOf(request), request.body),
      })),
  )
}

export async function ownPartner(db: Db, caller: Caller, id: string): Promise<string> {
  if (mayActFor(caller, id) && (await findPartner(db, id))) return id
  throw new DomainError('not-found', `there is no partner '${id}' for this key`)
}

export async function profileView(db: Db, partnerId: string) {
  const profile = await profileOf(db, partnerId)
  const endorsements = await endorsementsOf(db, [partnerId])
  return {
    partnerId,
    endorsements: endorsements.map((one) => ({
      workload: one.workload,
      specialization: one.specialization,
      expiresAt: one.expires_at.toISOString(),
    })),
    locations: profile.locations,
    languages: profile.languages,
    customerSizes: profile.customer_sizes,
    industries: profile.industries,
    capacity: profile.capacity,
    lists: { standard: profile.standard_list, benefit: profile.benefit_list },
    claims: [...(await claimsOf(db, partnerId))],
    pausedUntil: profile.paused_until?.toISOString() ?? null,
    left: profile.left_at !== null,
  }
}
