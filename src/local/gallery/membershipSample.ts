import type { MembershipLetterKind } from '../../domain/vocabulary.ts'
import type { Contents, MembershipContext } from '../../letters/membership/letter.ts'
import { csatIndex } from '../../programs/csat-index/program.ts'

export const contents: Contents = {
  'standing-changed': { before: { met: true, value: 10, threshold: 10, n: 10, tier: null } },
  'renewal-notice': { renewal: '2027-04-01', left: 30 },
  'monthly-report': {
    month: '2027-02',
    questions: [
      {
        key: 'overall',
        measure: 'nsat',
        months: [
          { month: '2026-12', n: 7, value: 142.9 },
          { month: '2027-01', n: null, value: null },
          { month: '2027-02', n: 0, value: null },
        ],
        all: { n: 12, value: 133.3 },
        benchmark: { n: 1240, value: 121.5 },
        picture: 'cid:trend-overall',
      },
    ],
  },
  'rules-announced': { on: '2027-08-01', version: 2, change: 'loses', override: 'A court decided so.' },
}

/** What a letter about a membership is usually made of. */
export function membershipSample<K extends MembershipLetterKind>(
  kind: K,
  changes: Partial<MembershipContext<K>> = {},
): MembershipContext<K> {
  return {
    kind,
    language: 'en-US',
    program: csatIndex,
    site: 'https://plaudit.example',
    recipient: { kind: 'partner', name: 'Northwind Ltd.', address: 'projects@northwind.example' },
    partner: { id: 'northwind', name: 'Northwind Ltd.' },
    standing: {
      met: false,
      value: 7,
      threshold: 10,
      n: 7,
      measure: 'count',
      of: 'response',
      tier: null,
      missing: { what: 'responses', count: 3, organisations: 1, until: '2027-03-31', invite: 12 },
    },
    content: contents[kind],
    links: {
      console: 'https://plaudit.example/console',
      ...(kind === 'monthly-report' && { stop: 'https://plaudit.example/report/csat-index/northwind/abc' }),
    },
    ...changes,
  }
}
