import { randomUUID } from 'node:crypto'
import { signatureHeaders } from '../../src/local/mailbox/signature.ts'
import { type World, webhookSecret } from './world.ts'

/** What Resend says of a letter in an event. */
export type Told = {
  readonly type: string
  readonly letter?: string | undefined
  readonly provider?: string
  readonly to?: string
  readonly bounce?: 'Permanent' | 'Transient' | 'Undetermined'
}

type Sending = { readonly id?: string; readonly at?: Date; readonly secret?: string }

/** Resend, as it tells by webhook what became of letters. */
export function resendEvents({ app, db }: World) {
  async function post(body: string, headers: Readonly<Record<string, string>>) {
    return app.inject({
      method: 'POST',
      url: '/webhooks/resend',
      headers: { 'content-type': 'application/json', ...headers },
      payload: body,
    })
  }

  /** Posts an event with Resend's signature. @returns the status it is answered with */
  async function tell(told: Told, { id = `msg_${randomUUID()}`, at = new Date(), secret }: Sending = {}) {
    const body = JSON.stringify(eventOf(told))
    const answer = await post(body, signatureHeaders(secret ?? webhookSecret, { id, body, at }))
    return answer.statusCode
  }

  /** The newest letter of a kind to a contact, as the ledger has it. */
  async function letterTo(email: string, kind: 'survey-invitation' | 'survey-reminder' | 'survey-thanks') {
    return db
      .selectFrom('letters')
      .innerJoin('contacts', 'contacts.id', 'letters.recipient')
      .select(['letters.id', 'letters.status', 'letters.delivery', 'letters.provider_id', 'contacts.engagement_id'])
      .where('contacts.email', '=', email)
      .where('letters.kind', '=', kind)
      .orderBy('letters.claimed_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
  }

  return { post, tell, letterTo }
}

function eventOf({ type, letter, provider = randomUUID(), to = 'ada@contoso.example', bounce }: Told) {
  return {
    type: `email.${type}`,
    created_at: new Date().toISOString(),
    data: {
      email_id: provider,
      message_id: `<${provider}@resend.example>`,
      created_at: new Date().toISOString(),
      from: 'FastTrack <fasttrack@plaudit.example>',
      to: [to],
      subject: 'How did it go?',
      ...(letter !== undefined && { tags: { letter } }),
      ...(bounce && { bounce: { type: bounce, subType: 'General', message: 'told by a test' } }),
    },
  }
}
