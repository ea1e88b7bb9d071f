import { Resend } from 'resend'
import type { Letter } from './letter.ts'

/** What became of each letter, in the order given: Resend's id, or why it will not take it. */
export type Receipt = { readonly providerId: string } | { readonly refused: string }

/** A letter on its way, with its id in the ledger: Resend repeats it in every event, so that one finds its letter even before,
 *  or without, the receipt. */
export type Outgoing = { readonly id: string; readonly letter: Letter }

/** The name of the tag that carries the id. */
export const letterTag = 'letter'

export interface Mailer {
  /** Hands up to 100 letters over at once; one with attachments alone, since Resend takes none in a batch. The same `batch` with the same letters is delivered once, within 24 hours.
   *  @throws {MailerError} nothing is known to have been taken: try again later */
  readonly send: (batch: string, letters: readonly Outgoing[]) => Promise<readonly Receipt[]>
}

/** Resend did not take the letters. `retryAfter` is in seconds, where Resend named it; `isTaken`: it took others under the same
 *  batch before. */
export class MailerError extends Error {
  readonly retryAfter: number | undefined
  readonly isTaken: boolean

  constructor(message: string, { retryAfter, isTaken }: { retryAfter: number | undefined; isTaken: boolean }) {
    super(message)
    this.name = 'MailerError'
    this.retryAfter = retryAfter
    this.isTaken = isTaken
  }
}

/** How long Resend may take to answer, in milliseconds. While a call hangs, it refuses the same letters a second time. */
const patience = 20_000

export function createMailer({ apiKey, baseUrl }: { apiKey: string; baseUrl?: string | undefined }): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return {
    async send(batch, letters) {
      const options = { idempotencyKey: batch, signal: AbortSignal.timeout(patience) }
      const alone = letters.find(({ letter }) => letter.attachments)
      if (alone) {
        if (letters.length > 1) throw new Error('a letter with attachments leaves alone')
        const { data, error, headers } = await resend.emails.send(emailOf(alone), options)
        if (error?.statusCode === 422) return [{ refused: error.message }]
        if (error) throw failure(error, headers)
        return [{ providerId: data.id }]
      }
      const { data, error, headers } = await resend.batch.send(letters.map(emailOf), {
        ...options,
        batchValidation: 'permissive',
      })
      if (error) throw failure(error, headers)
      return receipts(letters.length, data.data, data.errors ?? [])
    },
  }
}

function emailOf({ id, letter: { attachments, headers, ...letter } }: Outgoing) {
  return {
    ...letter,
    headers: { ...headers },
    tags: [{ name: letterTag, value: id }],
    ...(attachments && { attachments: [...attachments] }),
  }
}

function failure(
  { name, statusCode }: { name: string; statusCode: number | null },
  headers: Readonly<Record<string, string>> | null,
): MailerError {
  return new MailerError(`${name} (${statusCode ?? 'no answer'})`, {
    retryAfter: Number(headers?.['retry-after']) || undefined,
    isTaken: name === 'invalid_idempotent_request',
  })
}

/** Resend lists the ids of those it took in order, and the others by their index. */
function receipts(
  count: number,
  taken: readonly { id: string }[],
  refused: readonly { index: number; message: string }[],
): readonly Receipt[] {
  const ids = taken.map(({ id }) => id)
  return Array.from({ length: count }, (_, index) => {
    const problem = refused.find((one) => one.index === index)
    if (problem) return { refused: problem.message }
    return { providerId: ids.shift() ?? '' }
  })
}
