import type { ReferralLetterKind } from '../../domain/referral/vocabulary.ts'
import type { Reader, ReferralLetterContext } from '../../letters/referral/letter.ts'
import { fasttrackReferrals } from '../../programs/referrals/program.ts'

const readers: Readonly<Record<ReferralLetterKind, Reader>> = {
  'referral-offer': 'partner',
  'referral-nudge': 'partner',
  'referral-withdrawn': 'partner',
  'referral-assigned': 'customer',
  'referral-unmatched': 'customer',
  'pause-ends': 'partner',
  'acceptance-low': 'partner',
}

/** What a letter about a referral is usually made of. */
export function referralSample(
  kind: ReferralLetterKind,
  changes: Partial<ReferralLetterContext> = {},
): ReferralLetterContext {
  const isAboutPartner = kind === 'pause-ends' || kind === 'acceptance-low'
  return {
    kind,
    language: 'en-US',
    program: fasttrackReferrals,
    site: 'https://plaudit.example',
    recipient: { kind: readers[kind], name: 'Ada Lovelace', address: 'ada@contoso.example' },
    ...(!isAboutPartner && {
      referral: {
        id: 'ref-1',
        kind: 'benefit',
        customer: 'Contoso B.V.',
        country: 'DE',
        licences: 250,
        workloads: ['Exchange', 'Teams'],
      },
    }),
    ...(kind === 'acceptance-low' && { rate: { value: 62.5, n: 8, threshold: 75, missing: 4 } }),
    ...(kind === 'referral-assigned' && {
      shares: [
        { partner: 'Northwind Ltd.', workloads: ['Exchange'] },
        { partner: null, workloads: ['Teams'] },
      ],
    }),
    until: new Date('2026-12-01T09:00:00Z'),
    ...((kind === 'referral-offer' || kind === 'referral-nudge') && { link: 'https://plaudit.example/o/abc' }),
    ...changes,
  }
}
