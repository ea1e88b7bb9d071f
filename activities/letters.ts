import { ApplicationFailure } from '@temporalio/common'
import type { Stage, Waiting } from '../src/domain/engagement.ts'
import type { LetterKind, RecipientKind } from '../src/domain/vocabulary.ts'
import { MailerError } from '../src/letters/mailer.ts'
import { claimLetters } from './claims.ts'
import { deliverLetters, deliverLettersAbout } from './deliveries.ts'
import type { Dependencies } from './dependencies.ts'

/** Letters of one kind that leave together. `waves` names the letter to each recipient: a contact's id, or 'partner', 'psm',
 *  'owner'. `seen` is how many facts the workflow knew when it decided; `show` is the state the letters bring about. */
export type LettersToSend = {
  readonly engagementId: string
  readonly kind: LetterKind
  readonly to: RecipientKind
  readonly waves: Readonly<Record<string, string>>
  readonly seen: number
  readonly show?: { readonly stage: Stage; readonly waiting: Waiting }
}

/** `stale`: nothing was sent, because the engagement was told something its workflow does not know yet. `waiting`: what the
 *  engagement waits for, where that is not what was to be shown. `deferred`: until when contacts must be left in peace, by their id; their letters have not left. */
export type Sent = {
  readonly stale: boolean
  readonly waiting?: Waiting
  readonly deferred?: Readonly<Record<string, string>>
}

export function letterActivities(dependencies: Dependencies) {
  return {
    /** Sends letters, each at most once however often this is repeated: the ledger is written before Resend is called, and a
     *  repeat goes out under the same idempotency key. */
    async sendLetters(letters: LettersToSend): Promise<Sent> {
      const sent = await claimLetters(dependencies, letters)
      if (!sent.stale) await deliverLetters(dependencies, letters).catch(failWhenAsked)
      return sent
    },

    /** Sends the letters that were claimed about something other than an engagement, each at most once however often this is
     *  repeated. To be run on the queue of letters, with the options of those. */
    async sendLettersAbout(about: string): Promise<void> {
      await deliverLettersAbout(dependencies, about).catch(failWhenAsked)
    },
  }
}

/** Resend said when to come back: the next attempt waits so long. */
function failWhenAsked(error: unknown): never {
  if (!(error instanceof MailerError)) throw error
  const { message, retryAfter } = error
  const delay = retryAfter === undefined ? {} : { nextRetryDelay: retryAfter * 1000 }
  throw ApplicationFailure.create({ message, type: 'mailer.unavailable', ...delay })
}
