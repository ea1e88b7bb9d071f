import { createHmac } from 'node:crypto'

/** The headers by which a receiver knows that a webhook is Resend's, as Svix makes them.
 *  @param secret as Resend shows it: 'whsec_' and base64 */
export function signatureHeaders(
  secret: string,
  { id, body, at = new Date() }: { readonly id: string; readonly body: string; readonly at?: Date },
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': `v1,${signature}` }
}
