import type { Db } from '../../db/database.ts'
import type { Caller, Role } from '../../db/keys.ts'
import { reopen, resend, terminate } from '../accept/steer.ts'
import { rights } from '../rights.ts'

/** What people may do to an engagement from its page, and who: the same as over the API. */
export const steps: Readonly<Record<Step, { readonly roles: readonly Role[]; readonly act: Act }>> = {
  resend: { roles: rights['resend letters'], act: resend },
  terminate: { roles: rights['terminate engagements'], act: terminate },
  reopen: { roles: rights['reopen engagements'], act: reopen },
}

export type Step = 'resend' | 'terminate' | 'reopen'

/** `day`: how long one program day lasts, in milliseconds. */
type Act = (tx: Db, caller: Caller, id: string, settings: { readonly day: number }) => Promise<unknown>

/** What may be said of an engagement, or of one answer of it, when all is over. */
export const judgements = ['disqualify', 'reinstate'] as const

export type Judgement = (typeof judgements)[number]

/** Who may name contacts, and see them. */
export const contactRoles: readonly Role[] = rights['name contacts']

export function mayTake(role: Role, step: Step): boolean {
  return steps[step].roles.includes(role)
}

export function mayMeetContacts(role: Role): boolean {
  return contactRoles.includes(role)
}
