import { createHmac, timingSafeEqual } from 'node:crypto'

/** The last part of a contact's personal link. It names the invitation and proves that we wrote it; nothing is stored, so a
 *  reminder repeats it. */
export function surveyToken(secret: string, invitationId: string): string {
  return `${invitationId}.${mac(secret, invitationId).toString('base64url')}`
}

/** @returns the invitation's id, or undefined when the token is not ours */
export function readSurveyToken(secret: string, token: string): string | undefined {
  const [invitationId = ''] = token.split('.', 1)
  const expected = Buffer.from(surveyToken(secret, invitationId))
  const got = Buffer.from(token)
  return got.length === expected.length && timingSafeEqual(got, expected) ? invitationId : undefined
}

function mac(secret: string, invitationId: string): Buffer {
  return createHmac('sha256', secret).update(`survey ${invitationId}`).digest().subarray(0, 16)
}
