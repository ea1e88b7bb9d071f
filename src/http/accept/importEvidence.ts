import { hashOfAddress } from '../../db/address.ts'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { decideImported, findItems, type Import, keepItems, lockImported } from '../../db/importedEvidence.ts'
import type { Caller } from '../../db/keys.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { lockPeople, peopleKnown } from '../../db/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  type EvidenceState,
  evidenceTaken,
  type Item,
  type ItemProblem,
  isSameItem,
  readItem,
} from '../../domain/importedEvidence.ts'
import { mayActFor } from '../auth.ts'

export type Imported = {
  /** Pieces that are new, and wait for a decision. */
  readonly accepted: number
  /** Pieces that were there already. */
  readonly repeated: number
  readonly rejected: readonly (ItemProblem & { readonly row: number })[]
}

/** Takes over the good rows of an import and names the bad ones, counted from 1. What is there already stays as it is.
 *  @throws {DomainError} evidence.not-taken — the program does not allow it
 *  @source PV-02, CI-12 */
export async function importEvidence(
  tx: Db,
  caller: Caller,
  { rows, ...about }: Omit<Import, 'importedBy'> & { readonly rows: readonly Readonly<Record<string, unknown>>[] },
): Promise<Imported> {
  const { partnerId, programId, kind, origin } = about
  const partner = mayActFor(caller, partnerId) && (await findPartner(tx, partnerId))
  if (!partner) throw new DomainError('not-found', `there is no partner '${partnerId}' for this key`)
  const program = await findProgram(tx, programId)
  const taken = program ? evidenceTaken(program) : []
  if (!program || !taken.includes(kind))
    throw new DomainError('evidence.not-taken', `'${programId}' takes no '${kind}' from elsewhere`, [
      { field: '/kind', expected: taken.length > 0 ? `one of ${taken.join(', ')}` : 'no import at all', got: kind },
    ])

  const now = new Date()
  const readings = rows.map((row) => readItem(row, { program, kind, now, timeZone: partner.time_zone }))
  const items = readings.flatMap((reading) => ('item' in reading ? [reading.item] : []))
  const to = { ...about, importedBy: caller.id }
  const added = new Map<string, string>()
  const asked = items.flatMap(({ email }) => (email === null ? [] : [hashOfAddress(email)]))
  await lockPeople(tx, await peopleKnown(tx, asked))
  for (let from = 0; from < items.length; from += batch) {
    for (const [itemId, id] of await keepItems(tx, to, items.slice(from, from + batch))) added.set(itemId, id)
  }
  const there = await findItems(tx, to, [...new Set(items.map(({ id }) => id))])
  const kept = new Map(there.map((row) => [row.item_id, row]))
  const isOther = (item: Item) => !isSameItem(kept.get(item.id) ?? item, item)
  const problemsOf = (reading: (typeof readings)[number]) =>
    'problems' in reading ? reading.problems : isOther(reading.item) ? [otherValues(reading.item)] : []

  const rejected = readings.flatMap((reading, i) => problemsOf(reading).map((problem) => ({ row: i + 1, ...problem })))
  const good = items.filter((item) => !isOther(item)).length
  if (added.size > 0)
    await record(tx, {
      actor: caller.id,
      what: 'evidence.imported',
      about: { partner: partnerId, program: programId, kind, origin, count: added.size },
    })
  return { accepted: added.size, repeated: good - added.size, rejected }
}

/** Rows written in one statement. */
const batch = 1_000

function otherValues({ id }: Item): ItemProblem {
  return { field: 'id', reason: `expected an id of its own, got '${id}', which was imported with other values` }
}

/** Decides about a piece. It may be decided anew: the last decision counts, the audit trail has all.
 *  @throws {DomainError} not-found */
export async function decide(
  tx: Db,
  caller: Caller,
  { id, state, reason = null }: { id: string; state: Exclude<EvidenceState, 'undecided'>; reason?: string | null },
): Promise<void> {
  const piece = await lockImported(tx, id)
  if (!piece) throw new DomainError('not-found', `there is no evidence '${id}' for this key`)
  if (piece.state === state && piece.reason === reason) return
  await decideImported(tx, piece, { state, reason, by: caller.id })
  await record(tx, {
    actor: caller.id,
    what: `evidence.${state}`,
    about: { evidence: id, partner: piece.partner_id, program: piece.program_id, ...(reason !== null && { reason }) },
  })
}
