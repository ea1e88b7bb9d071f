import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Delivery, Permanence } from '../../domain/delivery.ts'
import { letterTag } from '../../letters/mailer.ts'
import type { DeliveryEvent } from '../accept/acceptDelivery.ts'

const Id = Type.String({ pattern: '^[\\w-]{1,200}$' })

/** What an event says that concerns us; Resend says more, and may say more tomorrow. */
const EmailEvent = Type.Object({
  type: Type.String(),
  created_at: Type.String({ format: 'date-time' }),
  data: Type.Object({
    email_id: Id,
    to: Type.Array(Type.String({ maxLength: 1000 }), { minItems: 1 }),
    tags: Type.Optional(Type.Record(Type.String(), Type.String())),
    bounce: Type.Optional(Type.Object({ type: Type.String() })),
  }),
})

/** What became of the letter, by the type of the event; nothing but that it left, where none is named. */
const outcomes: Readonly<Record<string, { readonly delivery?: Delivery; readonly permanence?: Permanence }>> = {
  'email.sent': {},
  'email.delivered': { delivery: 'delivered' },
  'email.delivery_delayed': { delivery: 'delayed' },
  'email.failed': { delivery: 'failed', permanence: 'soft' },
  'email.suppressed': { delivery: 'suppressed', permanence: 'hard' },
  'email.bounced': { delivery: 'bounced', permanence: 'hard' },
  'email.complained': { delivery: 'complained' },
}

/** Reads a signed event.
 *  @returns undefined when it is of a kind that does not concern us, 'malformed' when it is not what Resend promises */
export function readEvent(eventId: string, payload: unknown): DeliveryEvent | 'malformed' | undefined {
  const type = typeof payload === 'object' && payload !== null && 'type' in payload ? payload.type : undefined
  const outcome = typeof type === 'string' && Object.hasOwn(outcomes, type) ? outcomes[type] : undefined
  if (!outcome) return undefined
  if (!Value.Check(EmailEvent, payload)) return 'malformed'
  const { created_at: at, data } = payload
  const letterId = data.tags?.[letterTag]
  return {
    eventId,
    providerId: data.email_id,
    letterId: letterId !== undefined && Value.Check(Id, letterId) ? letterId : undefined,
    to: bare(data.to[0] ?? ''),
    at: new Date(at),
    ...outcome,
    ...(isSoft(data.bounce?.type) && { permanence: 'soft' }),
  }
}

/** Resend, like SES behind it, says Permanent, Transient or Undetermined: what is not known to be for good is tried again. */
function isSoft(bounce: string | undefined): boolean {
  return bounce !== undefined && bounce !== 'Permanent'
}

function bare(address: string): string {
  return /<([^<>]*)>$/.exec(address)?.[1] ?? address
}
