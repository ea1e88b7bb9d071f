import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Portal } from './portal.ts'
import type { Promises } from './promises.ts'

const Opened = Type.Object({ id: Type.String() })
const Offer = Type.Object({
  id: Type.String(),
  partnerId: Type.Union([Type.String(), Type.Null()]),
  state: Type.String(),
})
const Referral = Type.Object({
  state: Type.String(),
  offers: Type.Array(Offer),
  engagements: Type.Array(Type.String()),
})
const Engagement = Type.Object({ externalId: Type.String(), partnerId: Type.String() })

export type ReferralSeen = Static<typeof Referral>
export type OfferSeen = Static<typeof Offer>
export type Desk = ReturnType<typeof desk>

type Reach = { readonly api: string; readonly operatorKey: string; readonly promises: Promises }

/** Whoever sends customers to partners, and steps in where nobody is left. It makes its requests as a portal does. */
export function desk({ api, operatorKey: key, promises }: Reach, { call, write, refused }: Portal) {
  let keys = 0

  /** @returns the referral's id */
  async function refer(externalId: string, wish: { kind: string; workloads: readonly string[] }): Promise<string> {
    const contact = { name: 'Kim Doe', email: `${externalId}@customer.example` }
    const customer = { ...usual, id: externalId, name: `Customer ${externalId}`, contact }
    const request = {
      method: 'POST',
      url: `${api}/v1/referrals`,
      key,
      body: { ...wish, externalId, customer },
    } as const
    const id = idIn(await write(request, (a, b) => idIn(a) === idIn(b)))
    promises.referred.set(externalId, id)
    return id
  }

  async function see(id: string): Promise<ReferralSeen> {
    const { text } = await call({ method: 'GET', url: `${api}/v1/referrals/${id}`, key })
    return Value.Parse(Referral, JSON.parse(text))
  }

  /** @returns whether it was accepted; not when the referral stands somewhere else by then */
  async function steer(id: string, step: 'withdraw' | 'match' | 'take'): Promise<boolean> {
    const url = `${api}/v1/referrals/${id}/${step}`
    const answer = await write({ method: 'POST', url, key, idempotencyKey: `${id}-${(keys += 1)}` })
    return answer.status === 202 || refused(url, answer, 'referral.closed', 'referral.not-unmatched')
  }

  /** A partner answers an offer. What came too late is refused, and was never promised. */
  async function decide({ id }: OfferSeen, decision: 'accept' | 'decline'): Promise<void> {
    const url = `${api}/v1/offers/${id}/${decision}`
    const answer = await write({
      method: 'POST',
      url,
      key,
      ...(decision === 'decline' && { body: { reason: 'capacity' } }),
    })
    if (answer.status === 200)
      promises.decisions.push({ offerId: id, state: decision === 'accept' ? 'accepted' : 'declined' })
    else refused(url, answer, 'offer.settled')
  }

  /** An engagement that a referral led to. */
  async function engagement(id: string) {
    const { text } = await call({ method: 'GET', url: `${api}/v1/engagements/${id}`, key })
    return Value.Parse(Engagement, JSON.parse(text))
  }

  return { refer, see, steer, decide, engagement }
}

const usual = { country: 'DE', language: 'de', size: 'medium', industry: 'retail', licences: 200 } as const

function idIn({ text }: { readonly text: string }): string {
  return Value.Parse(Opened, JSON.parse(text)).id
}
