import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import { Promises } from './promises.ts'
import { isGood, judge } from './verdict.ts'

const letter = {
  key: 'e1 ctc1 survey-invitation 0.0',
  status: 'sent',
  providerId: 'm1',
  to: 'ada@customer.example',
  subject: 'It only takes two minutes',
}
const mail = { id: 'm1', to: letter.to, subject: letter.subject }

/** One engagement that was opened, told a fact, named a contact and answered. */
const evidence: Evidence = {
  engagements: [
    { id: 'e1', externalId: 'c1', stage: 'closed', outcome: 'scored', accepted: 4, applied: 4, waitingFor: null },
  ],
  facts: [{ engagementId: 'e1', eventId: 'payment-1', seq: 2 }],
  contacts: [{ engagementId: 'e1', id: 'ctc1', email: letter.to }],
  responses: [{ engagementId: 'e1', contactId: 'ctc1', email: letter.to, overall: 4, counts: true }],
  scores: [{ engagementId: 'e1', n: 1 }],
  steps: [],
  delivered: [
    { engagementId: 'e1', fact: { type: 'opened', seq: 1 } },
    { engagementId: 'e1', fact: { type: 'payment', status: 'completed', at: '2026-11-10T00:00:00Z', seq: 2 } },
    { engagementId: 'e1', fact: { type: 'contacts', eligible: ['ctc1'], ineligible: [], seq: 3 } },
    { engagementId: 'e1', fact: { type: 'settled', contact: 'ctc1', how: 'answered', seq: 4 } },
  ],
  undelivered: 0,
  referrals: [],
  offers: [],
  ledger: [letter],
  mails: [mail],
}

function judged(changed: Partial<Evidence> = {}, outcome: 'scored' | 'no-response' = 'scored') {
  const promises = new Promises()
  promises.opened.set('c1', 'e1')
  promises.facts.push({ engagementId: 'e1', eventId: 'payment-1' })
  promises.contacts.push({ engagementId: 'e1', email: letter.to })
  promises.responses.push({ engagementId: 'e1', email: letter.to, overall: 4 })
  return judge(promises, { ...evidence, ...changed }, { engagements: new Map([['c1', outcome]]), referrals: new Map() })
}

describe('the verdict', () => {
  it('finds nothing wrong where all was kept, applied and delivered once', () => {
    const verdict = judged()

    expect(isGood(verdict)).toBe(true)
    expect(verdict.figures.map(({ promised, kept, applied }) => [promised, kept, applied])).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ])
  })

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['a fact that is lost', { facts: [] }, /fact was promised and is lost: e1 payment-1/],
    ['a fact that is there twice', { facts: [...evidence.facts, ...evidence.facts] }, /fact is there twice/],
    ['a contact that is lost', { contacts: [] }, /contact was promised and is lost/],
    ['a response that is lost', { responses: [] }, /response was promised and is lost/],
    ['an engagement that is there twice', { engagements: twice(evidence.engagements) }, /engagement is there twice/],
    ['a step that was done, but never promised', { steps: [{ engagementId: 'e1', what: 'resent' }] }, /step is there/],
    ['a fact that was never carried', { undelivered: 1 }, /1 facts were never carried/],
    ['a fact that was not applied', { delivered: evidence.delivered.slice(2) }, /0 of 1 facts were applied/],
    ['a score without the response', { scores: [{ engagementId: 'e1', n: 0 }] }, /scored from 0 of 1 responses/],
  ])('finds %s', (_what, changed, sentence) => {
    expect(judged(changed).lost).toContainEqual(expect.stringMatching(sentence))
  })

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['delivered twice', { mails: [mail, { ...mail, id: 'm2' }] }, /delivered twice: e1 ctc1 survey-invitation 0.0/],
    ['that the ledger does not know', { ledger: [] }, /delivered without a letter in the ledger/],
    ['never delivered', { mails: [] }, /never delivered: e1 ctc1/],
    ['left claimed', { ledger: [{ ...letter, status: 'claimed', providerId: null }] }, /left claimed: e1 ctc1/],
    ['delivered, but not written down', { ledger: [{ ...letter, providerId: null }] }, /never delivered: e1/],
    ['that is one mail for two', { ledger: [letter, { ...letter, key: 'e2' }] }, /one mail for e1 .*, e2/],
  ])('finds a letter %s', (_what, changed, sentence) => {
    expect(judged(changed).letters).toContainEqual(expect.stringMatching(sentence))
  })

  it('finds an engagement that ended in another way, or not at all', () => {
    const open = { ...evidence.engagements[0], stage: 'survey' as const, outcome: null }

    expect(judged({}, 'no-response').unfinished).toEqual(['c1 (e1): expected no-response, seen scored'])
    expect(judged({ engagements: [{ ...only(), ...open }] }).unfinished).toEqual([
      'c1 (e1): expected scored, seen survey, waiting for null',
    ])
  })

  it('finds facts that a closed engagement has accepted and not applied', () => {
    const engagements = [{ ...only(), applied: 3 }]

    expect(judged({ engagements }).lost).toContain('closed with 3 of 4 facts applied: e1')
  })
})

function only(): Evidence['engagements'][number] {
  const [engagement] = evidence.engagements
  if (!engagement) throw new Error('there is one')
  return engagement
}

function twice<One>(list: readonly One[]): One[] {
  return [...list, ...list]
}
