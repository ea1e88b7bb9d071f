import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Message } from './message.ts'

const Page = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  after: Type.Optional(Type.String()),
})

/** One mail in the words of Resend's API. */
export function showEmail(message: Message): Record<string, unknown> {
  const { html, text, tags } = message
  return { object: 'email', ...summary(message), html, text, tags }
}

/** A page of mails in the words of Resend's API, newest first. */
export function listEmails(messages: readonly Message[], query: unknown): Record<string, unknown> {
  const { limit = 20, after } = Value.Parse(Page, Value.Convert(Page, query))
  const start = after === undefined ? 0 : messages.findIndex(({ id }) => id === after) + 1
  const page = messages.slice(start, start + limit)
  return { object: 'list', has_more: start + limit < messages.length, data: page.map(summary) }
}

function summary({ id, to, from, cc, bcc, replyTo, subject, createdAt }: Message): Record<string, unknown> {
  return {
    id,
    message_id: `<${id}@mailbox.local>`,
    to,
    from,
    cc,
    bcc,
    reply_to: replyTo,
    subject,
    created_at: createdAt,
    last_event: 'delivered',
    scheduled_at: null,
  }
}
