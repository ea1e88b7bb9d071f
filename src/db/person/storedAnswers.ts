import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** Takes an address, and the names it came with, out of stored answers: they repeat what was added and what was wrong. Whoever
 *  repeats such a request gets the rest.
 *  @returns how many answers */
export async function eraseStoredAnswers(
  tx: Db,
  { address, names }: { address: string; names: readonly string[] },
): Promise<number> {
  const theirs = whole(address.trim())
  const anything = [theirs, ...names.map(whole)].join('|')
  const { numAffectedRows } = await sql`
    update idempotency set body = regexp_replace(body::text, ${anything}, 'erased', 'gi')::json
    where body::text ~* ${theirs}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** A pattern for a text as JSON writes it, and not as a part of a longer address or name. */
function whole(text: string): string {
  const written = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^\p{L}\p{N}@ -]/gu, '\\$&')
  return `(?<![[:alnum:]._%+-])${written}(?!\\.?[[:alnum:]-])`
}
