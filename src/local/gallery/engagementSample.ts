import type { LetterKind, RecipientKind } from '../../domain/vocabulary.ts'
import type { LetterContext } from '../../letters/letter.ts'
import { fasttrack } from '../../programs/fasttrack/program.ts'

const readers: Readonly<Record<LetterKind, RecipientKind>> = {
  'contact-request': 'partner',
  'contact-escalation': 'psm',
  'survey-invitation': 'contact',
  'survey-reminder': 'contact',
  'survey-thanks': 'contact',
  'answer-confirmation': 'contact',
  'confirmation-reminder': 'contact',
  'survey-returned': 'partner',
}

/** What a letter about an engagement is usually made of. */
export function engagementSample(kind: LetterKind, changes: Partial<LetterContext> = {}): LetterContext {
  const toContact = readers[kind] === 'contact'
  return {
    kind,
    language: 'en-US',
    program: fasttrack,
    site: 'https://plaudit.example',
    from: fasttrack.sender.address,
    recipient: { kind: readers[kind], name: 'Ada Lovelace', address: 'ada@contoso.example' },
    engagement: { id: 'eng-1', subject: 'Exchange', partner: 'Northwind Ltd.', customer: 'Contoso B.V.' },
    links: toContact
      ? {
          survey: 'https://plaudit.example/s/abc',
          confirm: 'https://plaudit.example/s/abc/confirm',
          optOut: 'https://plaudit.example/s/abc/opt-out',
        }
      : { console: 'https://plaudit.example/console/engagements/eng-1' },
    ...(!toContact && { until: new Date('2026-12-01T09:00:00Z') }),
    ...changes,
  }
}
