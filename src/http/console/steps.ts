import type { Role } from '../../db/keys.ts'
import { reopen, resend, terminate } from '../accept/steer.ts'
import { rights } from '../rights.ts'

/** What people may do to an engagement from its page, and who: the same as over the API. */
export const steps = {
  resend: { roles: rights['resend letters'], act: resend },
  terminate: { roles: rights['terminate engagements'], act: terminate },
  reopen: { roles: rights['reopen engagements'], act: reopen },
} as const

export type Step = keyof typeof steps

/** What may be said of an engagement, or of one answer of it, when all is over. */
export const judgements = ['disqualify', 'reinstate'] as const

export type Judgement = (typeof judgements)[number]

/** Who may name contacts, and see them. */
export const contactRoles: readonly Role[] = rights['name contacts']

export function mayTake(role: Role, step: Step): boolean {
  return steps[step].roles.some((allowed) => allowed === role)
}

export function mayMeetContacts(role: Role): boolean {
  return contactRoles.includes(role)
}
