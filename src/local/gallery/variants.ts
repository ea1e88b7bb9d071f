import type { Program } from '../../domain/program.ts'
import type { LetterContext } from '../../letters/letter.ts'
import type { MembershipContext } from '../../letters/membership/letter.ts'
import type { ReferralLetterContext } from '../../letters/referral/letter.ts'
import { fasttrack } from '../../programs/fasttrack/program.ts'
import { partnerCsat } from '../../programs/partner-csat/program.ts'
import { engagementSample } from './engagementSample.ts'
import { logo } from './logo.ts'
import { contents, membershipSample } from './membershipSample.ts'
import { referralSample } from './referralSample.ts'

const branded: Program = { ...fasttrack, brand: { colour: '#8a3ffc', logo } }
const [first] = fasttrack.survey.followUps
const twice: Program = {
  ...fasttrack,
  survey: { ...fasttrack.survey, followUps: first ? [first, first] : [] },
}
const owner = { kind: 'owner', name: 'Olga Owner', address: 'owner@plaudit.example' } as const
const partner = { kind: 'partner', name: 'Northwind Ltd.', address: 'projects@northwind.example' } as const
const { links: thanksLinks } = engagementSample('survey-thanks')

/** What letters about engagements say to another reader, or in another case. */
export const otherEngagements: Readonly<Record<string, LetterContext>> = {
  'contact-escalation to the owner': engagementSample('contact-escalation', { recipient: owner }),
  'survey-invitation with a logo': engagementSample('survey-invitation', { program: branded }),
  'survey-invitation of another program': engagementSample('survey-invitation', { program: partnerCsat }),
  'survey-reminder, one of two': engagementSample('survey-reminder', { program: twice }),
  'survey-thanks with a gift': engagementSample('survey-thanks', {
    links: { ...thanksLinks, gift: 'https://plaudit.example/s/abc/gift' },
  }),
}

const { standing } = membershipSample('standing-changed')
const met = { ...standing, met: true, value: 12, n: 12, missing: null }
const { renewal } = contents['renewal-notice']
const rules = { on: '2027-08-01', version: 2 } as const
const reported = contents['monthly-report']

/** What letters about memberships say in another case. */
export const otherMemberships: Readonly<Record<string, MembershipContext>> = {
  'standing-changed to met': membershipSample('standing-changed', {
    standing: met,
    content: { before: { ...standing, value: 7, tier: null } },
  }),
  'standing-changed to another tier': membershipSample('standing-changed', {
    standing: { ...met, tier: 'Gold' },
    content: { before: { ...met, tier: 'Silver' } },
  }),
  'renewal-notice, met': membershipSample('renewal-notice', { standing: met }),
  'renewal-notice on the day': membershipSample('renewal-notice', { content: { renewal, left: 0 } }),
  'renewal-notice on the day, met': membershipSample('renewal-notice', {
    standing: met,
    content: { renewal, left: 0 },
  }),
  'monthly-report before any answer': membershipSample('monthly-report', {
    standing: { ...standing, n: 0, value: null },
    content: {
      ...reported,
      questions: reported.questions.map((question) => ({
        ...question,
        months: question.months.map((month) => ({ ...month, n: 0, value: null })),
        all: { n: 0, value: null },
        benchmark: null,
      })),
    },
  }),
  'rules-announced, gains': membershipSample('rules-announced', { content: { ...rules, change: 'gains' } }),
  'rules-announced, stays': membershipSample('rules-announced', {
    standing: met,
    content: { ...rules, change: 'none' },
  }),
}

const contact = { name: 'Ada Lovelace', address: 'ada@contoso.example' }
const { referral } = referralSample('referral-offer')
const console = 'https://plaudit.example/console/referrals/ref-1'

/** What letters about referrals say to another reader, or in another case. */
export const otherReferrals: Readonly<Record<string, ReferralLetterContext>> = {
  'referral-offer without the benefit': referralSample('referral-offer', {
    ...(referral && { referral: { ...referral, kind: 'standard', licences: 40 } }),
  }),
  'referral-withdrawn, endorsement ended': referralSample('referral-withdrawn', { reason: 'endorsement' }),
  'referral-assigned to a partner': referralSample('referral-assigned', { recipient: partner, contact }),
  'referral-assigned to the owner': referralSample('referral-assigned', { recipient: owner, contact }),
  'referral-unmatched to the owner': referralSample('referral-unmatched', { recipient: owner, link: console }),
}
