import { expect } from 'vitest'
import { ada } from './portal.ts'
import type { World } from './world.ts'

/** A contact with an address of their own: 'grace' is grace@contoso.example. */
export function person(name: string, fields: Partial<typeof ada> & { readonly role?: 'secondary' } = {}): typeof ada {
  return { ...ada, firstName: name, email: `${name}@contoso.example`, ...fields }
}

/** What the ledger and the mailbox of a world say of the letters that left. */
export function ledger({ db, mailbox }: World) {
  /** Letters of an engagement in the order they were claimed: 'survey-invitation to ada: sent'. */
  async function letters(engagementId: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom('letters')
      .leftJoin('contacts', 'contacts.id', 'letters.recipient')
      .select(['letters.kind', 'letters.recipient', 'letters.status', 'contacts.email'])
      .where('letters.engagement_id', '=', engagementId)
      .orderBy('letters.claimed_at')
      .orderBy('letters.id')
      .execute()
    return rows.map(
      ({ kind, recipient, status, email }) => `${kind} to ${email?.split('@')[0] ?? recipient}: ${status}`,
    )
  }

  async function untilLetters(engagementId: string, expected: readonly string[], timeout = 60_000): Promise<void> {
    await expect.poll(() => letters(engagementId), { timeout, interval: 50 }).toEqual(expected)
  }

  async function count(engagementId: string, start: string): Promise<number> {
    return (await letters(engagementId)).filter((letter) => letter.startsWith(start)).length
  }

  /** Compares both: every mail that was delivered stands in the ledger once, and every letter that was sent was delivered. */
  async function expectEachLetterDeliveredOnce(): Promise<void> {
    // A letter may be with Resend at this very moment and get its mark in the next
    await expect.poll(unequal).toEqual([])
  }

  /** The ids of mails that do not stand exactly once in the mailbox and once in the ledger. */
  async function unequal(): Promise<readonly string[]> {
    const messages = (await mailbox.inject('/messages')).json<readonly { id: string }[]>()
    const sent = await db.selectFrom('letters').select('provider_id').where('status', '=', 'sent').execute()
    const [delivered, marked] = [messages.map(({ id }) => id), sent.map((letter) => letter.provider_id ?? '')]
    const isOnceIn = (ids: readonly string[], id: string) =>
      ids.indexOf(id) >= 0 && ids.indexOf(id) === ids.lastIndexOf(id)
    return [...delivered, ...marked].filter((id) => !isOnceIn(delivered, id) || !isOnceIn(marked, id))
  }

  async function plan(fault: { mode: '429' | '500' | 'hang' | 'drop' | 'none'; times: number }): Promise<void> {
    const { statusCode } = await mailbox.inject({ method: 'PUT', url: '/faults', payload: fault })
    expect(statusCode).toBe(204)
  }

  return { letters, untilLetters, count, expectEachLetterDeliveredOnce, plan }
}
