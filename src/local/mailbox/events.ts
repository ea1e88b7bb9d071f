import type { Fate } from './fates.ts'
import type { Message } from './message.ts'

/** One thing Resend tells about a mail, in its own shape. */
export type EmailEvent = {
  readonly type: `email.${string}`
  readonly created_at: string
  readonly data: Readonly<Record<string, unknown>>
}

type Told = readonly [type: EmailEvent['type'], more?: Readonly<Record<string, unknown>>]

const sent: Told = ['email.sent']
const delivered: Told = ['email.delivered']

/** What Resend tells of a mail, one after the other, by what becomes of it. */
const tellings = {
  delivered: [sent, delivered],
  delayed: [sent, ['email.delivery_delayed']],
  'soft-bounced': [sent, bounced('Transient', 'MailboxFull', 'The mailbox of the recipient is full.')],
  bounced: [sent, bounced('Permanent', 'General', 'The address of the recipient does not exist.')],
  complained: [sent, delivered, ['email.complained']],
  failed: [['email.failed', { failed: { reason: 'reached_daily_quota' } }]],
  suppressed: [
    ['email.suppressed', { suppressed: { message: 'The address is suppressed.', type: 'OnAccountSuppressionList' } }],
  ],
} as const satisfies Record<Fate, readonly Told[]>

function bounced(type: 'Permanent' | 'Transient', subType: string, message: string): Told {
  return ['email.bounced', { bounce: { type, subType, message } }]
}

/** The events of a mail in the order they happen. */
export function eventsOf(message: Message, fate: Fate): readonly EmailEvent[] {
  const tellingsOfFate: readonly Told[] = tellings[fate]
  return tellingsOfFate.map(([type, more]) => ({
    type,
    created_at: new Date().toISOString(),
    data: {
      created_at: message.createdAt,
      email_id: message.id,
      message_id: `<${message.id}@mailbox.local>`,
      from: message.from,
      to: message.to,
      subject: message.subject,
      tags: Object.fromEntries(message.tags.map(({ name, value }) => [name, value])),
      ...more,
    },
  }))
}
