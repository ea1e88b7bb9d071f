import type { Delivered } from './inbox.ts'

/** A letter as the ledger has it. */
export type LedgerLetter = {
  /** Engagement, recipient, kind and wave: what can exist only once. */
  readonly key: string
  readonly status: string
  readonly providerId: string | null
  readonly to: string | null
  readonly subject: string | null
}

/** Compares ledger and mailbox: every letter that left stands in the mailbox exactly once, and nothing else does.
 *  @returns what is wrong, a sentence each; empty when all is well */
export function compareLetters(ledger: readonly LedgerLetter[], mails: readonly Delivered[]): readonly string[] {
  const byId = new Map<string, LedgerLetter[]>()
  for (const letter of ledger) {
    if (letter.providerId !== null) byId.set(letter.providerId, [...(byId.get(letter.providerId) ?? []), letter])
  }
  const ids = new Set(mails.map(({ id }) => id))
  const left = ledger.filter(({ status }) => status === 'sent')
  const open = ledger.filter(({ status }) => ['claimed', 'refused', 'unresolved'].includes(status))
  return [
    ...mails.filter(({ id }) => !byId.has(id)).map((mail) => stray(mail, ledger)),
    ...[...byId.values()].filter((same) => same.length > 1).map((same) => `one mail for ${keys(same)}`),
    ...left.filter(({ providerId }) => !providerId || !ids.has(providerId)).map(({ key }) => `never delivered: ${key}`),
    ...open.map(({ key, status }) => `left ${status}: ${key}`),
  ]
}

/** Says of a mail without a letter which letter it may be the copy of. */
function stray({ id, to, subject }: Delivered, ledger: readonly LedgerLetter[]): string {
  const alike = ledger.filter((letter) => letter.to === to && letter.subject === subject)
  const twice = alike.filter(({ status }) => status === 'sent')
  if (twice.length > 0) return `delivered twice: ${keys(twice)} (mail ${id})`
  if (alike.length > 0) return `delivered and not written down: ${keys(alike)} (mail ${id})`
  return `delivered without a letter in the ledger: '${subject}' to ${to} (mail ${id})`
}

function keys(letters: readonly LedgerLetter[]): string {
  return letters.map(({ key }) => key).join(', ')
}
