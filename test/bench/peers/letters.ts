import type { Resend } from 'resend'
import { surveyToken } from '../../../src/domain/surveyToken.ts'
import { renderLetter } from '../../../src/letters/index.ts'
import type { Letter } from '../../../src/letters/letter.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { claimedLetters, markSent, type Queryable } from './rows.ts'

/** What a peer's letter is about, and where its link leads. */
export type Writing = {
  readonly kind: 'survey-invitation' | 'survey-reminder'
  readonly id: string
  readonly contact: { readonly id: string; readonly email: string }
  readonly url: string
  readonly secret: string
}

/** The very letter ours sends, rendered by the same code. */
export async function writeLetter({ kind, id, contact, url, secret }: Writing): Promise<Letter> {
  const token = surveyToken(secret, contact.id)
  return renderLetter({
    kind,
    language: 'en-US',
    program: fasttrack,
    site: url,
    from: fasttrack.sender.address,
    recipient: { kind: 'contact', name: 'Ada Byron', address: contact.email },
    engagement: { id, subject: 'Exchange', partner: 'Fabrikam', customer: 'Contoso' },
    links: { survey: `${url}/s/${token}`, optOut: `${url}/s/${token}/opt-out` },
  })
}

/** Hands what was claimed and not sent to Resend, by the call ours makes: a repeat goes out under the same key.
 *  @throws {Error} when Resend does not take it */
export async function deliver(db: Queryable, resend: Resend, id: string): Promise<void> {
  for (const { id: letterId, payload } of await claimedLetters(db, id)) {
    const { from, to, replyTo, subject, html, text, headers } = payload
    const { data, error } = await resend.batch.send(
      [{ from, to, replyTo, subject, html, text, headers: { ...headers } }],
      { idempotencyKey: letterId, batchValidation: 'permissive' },
    )
    const [sent] = data?.data ?? []
    if (!sent) throw new Error(error?.message ?? 'Resend did not take a letter')
    await markSent(db, letterId, sent.id)
  }
}
