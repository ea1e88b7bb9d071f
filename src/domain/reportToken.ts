import { createHmac, timingSafeEqual } from 'node:crypto'

/** The last part of the link that stops a membership's report: it proves that we wrote it. Nothing is stored. */
export function reportToken(secret: string, { programId, partnerId }: Membership): string {
  return createHmac('sha256', secret).update(`report ${programId} ${partnerId}`).digest('base64url').slice(0, 22)
}

/** Whether a token is ours, and for this membership. */
export function isReportToken(secret: string, membership: Membership, token: string): boolean {
  const expected = Buffer.from(reportToken(secret, membership))
  const got = Buffer.from(token)
  return got.length === expected.length && timingSafeEqual(got, expected)
}

type Membership = { readonly programId: string; readonly partnerId: string }
