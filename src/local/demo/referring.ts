import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Call } from './portal.ts'
import type { Referred } from './stories/referral.ts'

const Opened = Type.Object({ id: Type.String() })
const Made = Type.Object({ key: Type.String() })
const Offer = Type.Object({
  id: Type.String(),
  partnerId: Type.Union([Type.String(), Type.Null()]),
  workloads: Type.Array(Type.String()),
  state: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
})
const Referral = Type.Object({
  state: Type.String(),
  offers: Type.Array(Offer),
  engagements: Type.Array(Type.String()),
  timeline: Type.Array(Type.Object({ at: Type.String(), what: Type.String() }, { additionalProperties: true })),
})

export type OfferSeen = Static<typeof Offer>
export type ReferralSeen = Static<typeof Referral>

/** Adds partners who take part in referrals. @returns a key that acts for all of them */
export async function addReferred(call: Call, partners: readonly Referred[]): Promise<string> {
  for (const { id, name, workloads } of partners) {
    await call('POST', '/v1/partners', { id, name, country: 'DE', email: `help@${id}.example` })
    await call('PUT', `/v1/partners/${id}/referral-profile`, {
      locations: ['DE'],
      languages: ['de', 'en-US'],
      customerSizes: ['medium'],
      industries: ['retail'],
      endorsements: workloads.map((workload) => ({ workload, specialization: 'Modern Work', expiresAt: '2099-01-01' })),
    })
  }
  const made = await call('POST', '/v1/keys', { role: 'partner', partnerIds: partners.map(({ id }) => id) })
  return Value.Parse(Made, made).key
}

/** A customer with the benefit asks for help. @returns the referral's id */
export async function refer(call: Call, customer: string, workloads: readonly string[]): Promise<string> {
  const id = customer.toLowerCase()
  const answer = await call('POST', '/v1/referrals', {
    externalId: `demo-${id}`,
    kind: 'benefit',
    workloads,
    customer: {
      id,
      name: customer,
      country: 'DE',
      language: 'en-US',
      size: 'medium',
      industry: 'retail',
      licences: 200,
      contact: { name: 'Rita Vogel', email: `rita@${id}.example` },
    },
  })
  return Value.Parse(Opened, answer).id
}

export async function seeReferral(call: Call, id: string): Promise<ReferralSeen> {
  return Value.Parse(Referral, await call('GET', `/v1/referrals/${id}`))
}
