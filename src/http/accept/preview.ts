import { assessAll } from '../../db/assessAll.ts'
import type { Db } from '../../db/database.ts'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { shownBeside } from '../../domain/score.ts'
import type { Standing } from '../../domain/standing/standing.ts'
import { refuseUnfit } from './publish.ts'

/** A standing as a preview compares it. */
export type Side = { readonly met: boolean; readonly value: number | null; readonly threshold: number }

/** A partner that would change sides; null where it has no standing of its own under these rules. */
export type Change = {
  readonly partnerId: string
  readonly change: 'gains' | 'loses'
  readonly before: Side | null
  readonly after: Side | null
}

/** No preview lists more; all are counted. */
const mostListed = 1_000

/** Who would stand elsewhere under a draft than under the rules in force, by the same evidence. Nothing is written.
 *  @throws {DomainError} program.invalid — the draft contradicts itself, or is of another program · not-found — nothing is in force
 *  @source PV-04 */
export async function preview(db: Db, { id, draft, asOf }: { id: string; draft: Program; asOf: Date }) {
  const program = await findProgram(db, id)
  if (!program) throw new DomainError('not-found', `there is no program '${id}'`)
  refuseUnfit(draft)
  if (draft.id !== id)
    throw new DomainError('program.invalid', `the draft is of '${draft.id}'`, [
      { field: '/program/id', expected: id, got: draft.id },
    ])
  const before = await sidesOf(db, { program, asOf })
  const after = await sidesOf(db, { program: draft, asOf })
  const partners = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  const changes = partners.flatMap((partnerId) => changeOf(partnerId, before.get(partnerId), after.get(partnerId)))
  return {
    program: id,
    version: program.version,
    asOf: asOf.toISOString(),
    partners: partners.length,
    gains: changes.filter(({ change }) => change === 'gains').length,
    loses: changes.filter(({ change }) => change === 'loses').length,
    changes: changes.slice(0, mostListed),
  }
}

async function sidesOf(db: Db, about: { program: Program; asOf: Date }): Promise<ReadonlyMap<string, Side>> {
  const sides = new Map<string, Side>()
  for await (const { partnerId, standing } of assessAll(db, about)) sides.set(partnerId, sideOf(standing))
  return sides
}

function sideOf({ met, value, threshold, measure }: Standing): Side {
  return { met, value: value === null ? null : shownBeside(measure, value, threshold), threshold }
}

function changeOf(partnerId: string, before: Side | undefined, after: Side | undefined): readonly Change[] {
  const met = after?.met ?? false
  if (met === (before?.met ?? false)) return []
  return [{ partnerId, change: met ? 'gains' : 'loses', before: before ?? null, after: after ?? null }]
}
