import { createHmac, timingSafeEqual } from 'node:crypto'

/** The last part of the link in an offer. It names the offer and proves that we wrote it; nothing is stored, so a nudge repeats it. */
export function offerToken(secret: string, offerId: string): string {
  return `${offerId}.${createHmac('sha256', secret).update(`offer ${offerId}`).digest().subarray(0, 16).toString('base64url')}`
}

/** @returns the offer's id, or undefined when the token is not ours */
export function readOfferToken(secret: string, token: string): string | undefined {
  const [offerId = ''] = token.split('.', 1)
  const expected = Buffer.from(offerToken(secret, offerId))
  const got = Buffer.from(token)
  return got.length === expected.length && timingSafeEqual(got, expected) ? offerId : undefined
}
