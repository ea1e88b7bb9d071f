/** Every way the domain refuses, by code: what it means and the HTTP status it becomes. */
export const problems = {
  'request.invalid': { status: 400, title: 'The request does not have the expected form' },
  'request.too-large': { status: 413, title: 'The request is too large' },
  'request.headers-too-large': { status: 431, title: 'Address and headers are too large' },
  'request.too-slow': { status: 408, title: 'The request did not arrive in time' },
  'request.unsupported-type': { status: 415, title: 'Bodies of this content type are not read here' },
  'request.too-frequent': { status: 429, title: 'Too many requests' },
  'key.missing': { status: 401, title: 'A valid key is required' },
  'webhook.unsigned': { status: 401, title: 'The webhook is not signed' },
  'role.not-allowed': { status: 403, title: 'This key may not do that' },
  'not-found': { status: 404, title: 'There is nothing here for this key' },
  'program.unknown': { status: 422, title: 'No such program is published' },
  'program.version-published': { status: 409, title: 'This version is published and cannot change' },
  'program.unannounced': { status: 422, title: 'A change of rules has to be announced in time' },
  'program.invalid': { status: 422, title: 'The program contradicts itself' },
  'partner.exists': { status: 409, title: 'A partner with this id exists with other values' },
  'partner.parent-level': { status: 422, title: 'A partner belongs to one of the level above it' },
  'address.taken': { status: 409, title: 'Another membership has this address, or had it' },
  'address.not-offered': { status: 422, title: 'The program gives memberships no survey address of their own' },
  'address.too-many': { status: 409, title: 'The membership has had too many addresses' },
  'membership.renewal-missing': { status: 422, title: 'The membership has no renewal' },
  'questions.invalid': { status: 422, title: 'The questions contradict each other or the program' },
  'questions.type-changed': { status: 409, title: 'A question of this key was asked in another way before' },
  'survey.not-open': { status: 410, title: 'The survey takes no answers at this time' },
  'engagement.exists': { status: 409, title: 'This externalId names an engagement with other values' },
  'engagement.subject-not-in-catalogue': { status: 422, title: 'The subject is not in the catalogue of the program' },
  'engagement.other-subject': { status: 422, title: 'The program is about subjects of another kind' },
  'engagement.closed': { status: 409, title: 'The engagement is closed' },
  'engagement.not-closed': { status: 409, title: 'The engagement is not closed' },
  'engagement.nothing-to-resend': { status: 409, title: 'There is no open letter to send again' },
  'fact.in-future': { status: 422, title: 'The fact is said to happen in the future' },
  'fact.conflict': { status: 409, title: 'This eventId was used for another fact' },
  'engagement.delivery-unknown': { status: 422, title: 'The program does not know this way of delivery' },
  'engagement.not-terminated': { status: 409, title: 'Only a terminated engagement can be hidden' },
  'engagement.disqualified': { status: 409, title: 'It is disqualified already' },
  'engagement.not-disqualified': { status: 409, title: 'It is not disqualified' },
  'contacts.missing': { status: 409, title: 'Contacts are missing that must be there first' },
  'contacts.unreadable': { status: 400, title: 'The contacts cannot be read' },
  'contacts.too-many': { status: 413, title: 'Too many contacts' },
  'engagement.discreet': { status: 409, title: 'Who has answered is not told' },
  'evidence.not-taken': { status: 422, title: 'The program takes no such evidence from elsewhere' },
  'evidence.unreadable': { status: 400, title: 'The evidence cannot be read' },
  'evidence.too-many': { status: 413, title: 'Too much evidence' },
  'survey.answered': { status: 409, title: 'This survey is already answered' },
  'survey.expired': { status: 410, title: 'This survey is closed' },
  'gift.unanswered': { status: 409, title: 'The gift may be chosen after the survey was answered' },
  'gift.not-offered': { status: 409, title: 'No gift is offered here' },
  'gift.over': { status: 410, title: 'The promotion is over' },
  'gift.unattested': { status: 422, title: 'Whoever chooses the gift confirms that they may accept it' },
  'gift.settled': { status: 409, title: 'What became of the gift is known' },
  'review.ended': { status: 409, title: 'The review was withdrawn, or does not count any more' },
  'response.invalid': { status: 422, title: 'The answers do not fit the questions' },
  'profiles.unreadable': { status: 400, title: 'The profiles cannot be read' },
  'profiles.too-many': { status: 413, title: 'Too many profiles' },
  'referral.exists': { status: 409, title: 'This externalId names a referral with other values' },
  'referral.not-eligible': { status: 422, title: 'The customer does not have the benefit' },
  'referral.closed': { status: 409, title: 'The referral is over' },
  'referral.not-unmatched': { status: 409, title: 'Partners are asked already' },
  'offer.settled': { status: 409, title: 'The offer cannot be answered any more' },
  'letter.settled': { status: 409, title: 'What became of the letter is known' },
  'standing.several': { status: 409, title: 'Those below this partner have standings of their own' },
  'figures.unknown': { status: 422, title: 'The program is not told such figures' },
  'report.not-offered': { status: 422, title: 'The program sends no reports' },
  'idempotency.mismatch': { status: 422, title: 'This Idempotency-Key was used for another request' },
} as const

export type ProblemCode = keyof typeof problems

/** One thing wrong with what was sent: where, what was expected there, what came. */
export type FieldProblem = { readonly field: string; readonly expected: string; readonly got: unknown }

/** A rule was broken. HTTP and activities turn the code into their own form; the code is the contract. */
export class DomainError extends Error {
  readonly code: ProblemCode
  readonly errors: readonly FieldProblem[]

  constructor(code: ProblemCode, detail: string, errors: readonly FieldProblem[] = []) {
    super(detail)
    this.name = 'DomainError'
    this.code = code
    this.errors = errors
  }
}
