import { randomUUID } from 'node:crypto'
import { html } from '../mailbox/html.ts'
import type { Message } from '../mailbox/message.ts'
import type { Order } from './orders.ts'

/** The mail by which a card arrives. */
export function cardMail({ id, rewards }: Order): Message {
  const [reward] = rewards
  const { denomination, currency_code: currency } = reward?.value ?? { denomination: 0, currency_code: 'USD' }
  const text = `${reward?.recipient.name ?? ''}, you have received ${currency} ${denomination}.`
  return {
    id: randomUUID(),
    createdAt: new Date().toISOString(),
    from: 'Tremendous (stand-in) <rewards@tremendous.example>',
    to: [reward?.recipient.email ?? ''],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: `You have received ${currency} ${denomination}`,
    html: html`<p>${text}</p><p>Order ${id}. There is no such card: this is a stand-in.</p>`.markup,
    text,
    headers: {},
    tags: [],
  }
}
