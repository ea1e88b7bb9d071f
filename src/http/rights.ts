import { type Role, roles } from '../db/keys.ts'

/** Who looks after a partner and may meet its customers' contacts. */
const close = ['operator', 'psm', 'partner', 'survey-manager', 'delegate'] as const

/** All that may be done with a key, and by which roles; whatever is done is done to partners of the key alone. Routes and console
 *  take their roles from here, and docs/security.md shows it. A delegate may what the administrator of a partner may, but for granting.
 *  @source MX-09 */
export const rights = {
  'read programs': roles,
  'publish programs': ['operator', 'owner'],
  'override announcements': ['owner'],
  'preview rule changes': ['operator', 'owner'],
  'read partners': roles,
  'add and change partners': ['operator'],
  'read memberships': roles,
  'keep memberships': ['operator'],
  'ask own questions': ['operator', 'partner', 'survey-manager', 'delegate'],
  'know who answered': ['operator'],
  'make keys': ['operator'],
  'grant to delegates': ['operator', 'partner'],
  'read engagements': roles,
  'open engagements': ['operator', 'partner', 'delegate'],
  'report facts': ['operator', 'partner', 'delegate'],
  'terminate engagements': ['operator', 'partner', 'delegate'],
  'reopen engagements': ['operator'],
  'disqualify and reinstate': ['operator', 'owner'],
  'hide terminated engagements': ['operator', 'owner', 'psm'],
  'read single answers': [...close, 'owner'],
  'publish reviews': ['operator', 'owner'],
  'read standings': roles,
  'tell figures': ['operator', 'owner'],
  'order reports': ['operator', 'partner', 'survey-manager', 'delegate'],
  'import evidence': ['operator', 'partner', 'delegate'],
  'read imported evidence': close,
  'decide on evidence': ['operator'],
  'read contacts': close,
  'name contacts': close,
  'resend letters': close,
  'read what gifts cost': ['operator', 'owner'],
  'send gifts': ['operator'],
  'read results': roles,
  'read results of all partners': ['operator', 'owner'],
  'choose survey addresses': ['operator', 'partner', 'survey-manager', 'delegate'],
  'read survey addresses': close,
  'do tasks': ['operator', 'psm', 'owner'],
  'refer customers': ['operator', 'owner'],
  'read referrals': roles,
  'answer offers': ['operator', 'partner', 'delegate'],
  'set referral profiles': ['operator', 'partner', 'delegate'],
  'import referral profiles': ['operator'],
  'settle letters': ['operator'],
  'look at workflows': ['operator', 'owner', 'psm'],
  'export and erase people': ['operator'],
  'read the audit trail': ['operator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Right = keyof typeof rights

export function hasRight(role: Role, right: Right): boolean {
  const allowed: readonly Role[] = rights[right]
  return allowed.includes(role)
}
