import type { Db } from '../../db/database.ts'
import { type EngagementRow, lockEngagement } from '../../db/engagements.ts'
import { invitationsOf } from '../../db/invitations.ts'
import type { Caller } from '../../db/keys.ts'
import { findLetter, type LetterRow, lockLetter } from '../../db/letters.ts'
import { foundUnsent, resolveLetter, type UnresolvedLetter } from '../../db/lostLetters.ts'
import { claimAnew } from '../../db/otherLetters.ts'
import { tell } from '../../db/outbox.ts'
import { DomainError } from '../../domain/errors.ts'

/** Takes down what a person found out about a letter nobody knew the fate of. If it did not leave, whoever it was for is asked
 *  again with a letter of its own, where they still owe an answer; a letter about anything else leaves after all.
 *  @returns whether they are asked again
 *  @throws {DomainError} letter.settled — what became of it is known */
export async function settleLetter(
  tx: Db,
  caller: Caller,
  { id, as }: { id: string; as: 'sent' | 'unsent' },
): Promise<boolean> {
  const found = await findLetter(tx, { id, providerId: '' })
  const engagement = found?.engagement_id ? await lockEngagement(tx, found.engagement_id) : undefined
  const letter = await lockLetter(tx, id)
  if (!letter) throw new DomainError('not-found', `there is no letter '${id}'`)
  if (isSettledAs(letter, as)) return false
  if (letter.status !== 'unresolved')
    throw new DomainError('letter.settled', `what became of the letter is known: it was ${letter.status}`)
  await resolveLetter(tx, letter, { as, by: caller.id })
  if (!engagement) return as === 'unsent' && claimAnew(tx, id)
  const to = as === 'unsent' ? await whoToAsk(tx, engagement, letter) : undefined
  if (to) await tell(tx, engagement.id, [{ type: 'resent', to }])
  return to !== undefined
}

function isSettledAs({ status, reason }: LetterRow, as: 'sent' | 'unsent'): boolean {
  return as === 'sent' ? status === 'sent' : status === 'skipped' && reason === foundUnsent
}

async function whoToAsk(
  tx: Db,
  { id, stage }: EngagementRow,
  { kind, recipient }: UnresolvedLetter,
): Promise<'partner' | readonly string[] | undefined> {
  if (recipient === 'partner') return stage === 'contacts' ? recipient : undefined
  if (stage === 'closed' || (kind !== 'survey-invitation' && kind !== 'survey-reminder')) return undefined
  const invitations = await invitationsOf(tx, id)
  const owes = invitations.some(
    (one) => one.contact_id === recipient && !one.settled_at && one.status !== 'not-eligible',
  )
  return owes ? [recipient] : undefined
}
