import type { ReferralProgram } from '../../domain/referral/program.ts'
import { fasttrack } from '../fasttrack/program.ts'

/** Microsoft FastTrack referrals: customers who ask for help are passed to partners. */
export const fasttrackReferrals: ReferralProgram = {
  id: 'fasttrack-referrals',
  version: 1,
  name: 'FastTrack referrals',
  source: 'Microsoft FastTrack partner documentation, partner referrals; read 2026-11-22',
  workloads: fasttrack.catalogue,
  customerSizes: ['small', 'medium', 'large', 'enterprise'],
  industries: [
    'education',
    'energy',
    'finance',
    'government',
    'health',
    'manufacturing',
    'media',
    'nonprofit',
    'retail',
    'services',
    'technology',
    'transport',
  ],
  benefit: { licences: 150, opens: fasttrack.id },
  claims: { paidAbove: 300 },
  matching: { window: '365 days', partners: 3, inHouse: true },
  offer: { nudgeAfter: 2, closesAfter: '7 days' },
  pause: { lasts: '30 days', reminder: '3 days' },
  acceptance: { atLeast: 80, warning: '14 days' },
  sender: fasttrack.sender,
  support: fasttrack.support,
  language: fasttrack.language,
}
