import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'
import type { Fault } from '../../src/local/mailbox/faults.ts'
import { type Delivered, newestFirst } from './inbox.ts'

/** Makes Resend take letters and never answer, and waits until it has some that the ledger still has as claimed.
 *  @returns the letters in between: delivered, and not known to be; none when nothing left for a long time */
export async function untilInBetween(
  { db, mailbox }: { db: Db; mailbox: string },
  { signal }: { signal: AbortSignal },
): Promise<readonly Delivered[]> {
  const before = new Set((await all(mailbox)).map(({ id }) => id))
  await plan(mailbox, { mode: 'stall', times: 1 })
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline && !signal.aborted) {
    const fresh = await newerThan(before, mailbox)
    const found = await inBetween(db, fresh).catch(() => [])
    if (found.length > 0) return found
    await pause(50)
  }
  return []
}

export async function plan(mailbox: string, fault: Fault): Promise<void> {
  await fetch(`${mailbox}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
}

/** Of some mails those whose letter is claimed, and has been for longer than an answer takes. */
async function inBetween(db: Db, mails: readonly Delivered[]): Promise<readonly Delivered[]> {
  if (mails.length === 0) return []
  const claimed = await db
    .selectFrom('letters')
    .select([sql<string>`payload->>'to'`.as('to'), sql<string>`payload->>'subject'`.as('subject')])
    .where('status', '=', 'claimed')
    .where('claimed_at', '<', sql<Date>`clock_timestamp() - interval '300 milliseconds'`)
    .execute()
  return mails.filter((mail) => claimed.some(({ to, subject }) => to === mail.to && subject === mail.subject))
}

async function newerThan(before: ReadonlySet<string>, mailbox: string): Promise<readonly Delivered[]> {
  const fresh: Delivered[] = []
  for await (const mail of newestFirst(mailbox)) {
    if (before.has(mail.id)) break
    fresh.push(mail)
  }
  return fresh
}

async function all(mailbox: string): Promise<readonly Delivered[]> {
  return newerThan(new Set(), mailbox)
}
