/** What the clients were promised: an answer of 2xx. It is compared with the database in the end. Mutable: it grows as the
 *  clients are answered. */
export class Promises {
  /** Engagement ids by externalId. */
  readonly opened = new Map<string, string>()
  readonly facts: { readonly engagementId: string; readonly eventId: string }[] = []
  readonly contacts: { readonly engagementId: string; readonly email: string }[] = []
  readonly responses: { readonly engagementId: string; readonly email: string; readonly overall: number }[] = []
  /** Declined, opted out, terminated, resent, reopened: as the audit trail names them. */
  readonly steps: { readonly engagementId: string; readonly what: string }[] = []
  /** Referral ids by externalId. */
  readonly referred = new Map<string, string>()
  /** Answers of partners to offers. */
  readonly decisions: { readonly offerId: string; readonly state: 'accepted' | 'declined' }[] = []
  /** Answers of 4xx by code: what came too late was never promised. */
  readonly refused = new Map<string, number>()
  /** Answers that contradict an earlier one or that no client can make sense of. */
  readonly broken: string[] = []
  requests = 0
  /** Requests that got no answer, a 5xx or a 429, and were made again. */
  retries = 0
  /** Requests that were answered and made again on purpose. */
  repeats = 0

  refuse(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }
}
