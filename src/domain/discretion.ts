import type { InvitationStatus } from './engagement.ts'

/** What is told of events where who answered is not: those that are the same whoever answered. A new event is not told until it
 *  stands here. */
const untelling: ReadonlySet<string> = new Set([
  'opened',
  'contacts.named',
  'deferred',
  'advanced',
  'bounced',
  'stage.gates',
  'stage.contacts',
  'stage.survey',
  'renewal.moved',
  'terminated',
  'repaired',
  'closed',
])

/** Whether an event of an engagement may be told where who answered must not be: letters only those to partner, PSM and owner.
 *  @source CI-02 */
export function isUntelling({ what, about }: { what: string; about: Readonly<Record<string, unknown>> }): boolean {
  if (what.startsWith('letter.')) return 'to' in about && about['to'] !== 'contact'
  return what.startsWith('fact.') || untelling.has(what)
}

/** Where an invitation stands for those who must not learn who answered: from the first letter on, everybody who could be reached is
 *  invited, whatever they did. What the partner itself can change is shown as it left it, or the difference would tell.
 *  @param contact absent when they were erased  @source CI-02 */
export function discreetStatus(
  { status, isSent }: { readonly status: InvitationStatus; readonly isSent: boolean },
  contact: { readonly surveyEligible: boolean } | undefined,
): InvitationStatus {
  if (!contact) return 'erased'
  if (!contact.surveyEligible) return 'not-eligible'
  if (status === 'bounced' || status === 'deferred') return status
  if (isSent) return 'invited'
  return status === 'answered' ? 'named' : status
}
