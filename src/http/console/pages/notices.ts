import type { DomainError } from '../../../domain/errors.ts'
import type { Judgement, Step } from '../steps.ts'

/** What came of something that was done on the page. */
export type Notice = { readonly kind: 'done' | 'problem'; readonly text: string }

/** @param done from the address: only what is listed here is ever said */
export function doneNotice(done: string | undefined): Notice | undefined {
  const text = Object.entries(sentences).find(([name]) => name === done)?.[1]
  return text === undefined ? undefined : { kind: 'done', text }
}

export function problemNotice({ message }: DomainError): Notice {
  return { kind: 'problem', text: `Nothing was changed: ${message}.` }
}

const sentences: Readonly<Record<Step | Judgement | 'contacts' | 'opened' | 'completed', string>> = {
  resend: 'Accepted: the letter leaves in a moment and then stands under Letters.',
  terminate: 'Accepted: the engagement ends in a moment.',
  reopen: 'The engagement is open again.',
  disqualify: 'It does not count any more.',
  reinstate: 'It counts again.',
  opened: 'It is open.',
  completed: 'Accepted: the work is completed.',
  contacts: 'All rows were taken over.',
}
