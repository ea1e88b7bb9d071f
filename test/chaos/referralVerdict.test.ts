import { describe, expect, it } from 'vitest'
import { Promises } from './promises.ts'
import { lostReferrals } from './referralVerdict.ts'

type Found = Parameters<typeof lostReferrals>[1]

const engagement = {
  id: 'e1',
  stage: 'closed',
  outcome: 'terminated',
  accepted: 1,
  applied: 1,
  waitingFor: null,
} as const
const accepted: Found['offers'][number] = {
  id: 'o1',
  referralId: 'ref',
  partnerId: 'p1',
  workloads: ['Teams'],
  state: 'accepted',
}
const told = {
  key: 'ref customer referral-assigned 0',
  status: 'sent',
  providerId: 'm',
  to: 'a@b.example',
  subject: 's',
}

/** A benefit referral that one partner took. */
const found: Found = {
  referrals: [
    { id: 'ref', externalId: 'r1', kind: 'benefit', state: 'assigned', workloads: ['Teams'], accepted: 2, applied: 2 },
  ],
  offers: [accepted],
  engagements: [{ ...engagement, externalId: 'ref:1' }],
  ledger: [told],
}

function lost(changed: Partial<Found> = {}): readonly string[] {
  const promises = new Promises()
  promises.referred.set('r1', 'ref')
  promises.decisions.push({ offerId: 'o1', state: 'accepted' })
  return lostReferrals(promises, { ...found, ...changed })
}

describe('the verdict on referrals', () => {
  it('finds nothing wrong where one partner has the workload and everybody was told', () => {
    expect(lost()).toEqual([])
  })

  it.each<[string, Partial<Found>, RegExp]>([
    ['a customer who is lost', { referrals: [] }, /referral was promised and is lost: r1/],
    ['two partners with the same workload', { offers: [accepted, { ...accepted, id: 'o2' }] }, /two hold Teams of ref/],
    ['an answer that is lost', { offers: [] }, /answer to an offer was promised and is lost: o1 accepted/],
    ['a workload nobody has', { offers: [{ ...accepted, workloads: [] }] }, /nobody has Teams of ref/],
    ['a customer who was not told', { ledger: [] }, /the customer was not told: ref/],
    ['a share that is not surveyed', { engagements: [] }, /engagement of a referral was promised and is lost: ref:1/],
  ])('finds %s', (_what, changed, sentence) => {
    expect(lost(changed)).toContainEqual(expect.stringMatching(sentence))
  })
})
