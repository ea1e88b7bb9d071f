import type { Outcome } from '../../../domain/engagement.ts'
import type { Portal, Report, Subject } from '../portal.ts'

/** What partner and customers can do in a story, to its own engagement, and how they let time pass. */
export type Stage = Pick<Portal, 'surveyFor' | 'answer'> & {
  readonly report: (fact: Report) => Promise<void>
  readonly name: (people: readonly Person[]) => Promise<void>
  readonly terminate: () => Promise<void>
  /** Waits until the partner was asked for contacts. */
  readonly partnerAsked: () => Promise<void>
  readonly days: (count: number) => Promise<void>
}

/** A contact as an upload names one. */
export type Person = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly country?: string
  readonly surveyLanguage?: string
  readonly surveyEligible?: string
  readonly role?: 'secondary'
  readonly consentAt?: string
  readonly consentSource?: string
}

export type Story = {
  readonly program: string
  readonly subject: Subject
  readonly customer: string
  readonly expected: Outcome
  /** Does what partner and customers do; the rest happens by itself. */
  readonly play: (stage: Stage) => Promise<void>
}
