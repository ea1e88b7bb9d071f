import type { IncomingHttpHeaders } from 'node:http'
import { Resend } from 'resend'

/** Whoever verifies sends nothing: the key is not used. */
const { webhooks } = new Resend('re_verifies_only')

/** Reads a webhook if it carries Resend's signature and is at most five minutes old.
 *  @returns its id and what it says; undefined when anybody could have sent it */
export function readSigned(
  payload: string,
  { headers, secret }: { readonly headers: IncomingHttpHeaders; readonly secret: string },
): { readonly id: string; readonly event: unknown } | undefined {
  const { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature } = headers
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return undefined
  if (!/^[\w.-]{1,200}$/.test(id)) return undefined
  try {
    const event: unknown = webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret: secret })
    return { id, event }
  } catch {
    return undefined
  }
}
