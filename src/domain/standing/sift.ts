import type { Evidence, EvidenceKind } from '../evidence.ts'
import type { Excluded, Reason } from './standing.ts'
import type { Window } from './window.ts'

/** Evidence that may count, and what does not with its reason. */
export type Sifted = { readonly fit: readonly Evidence[]; readonly unfit: readonly Excluded[] }

/** Takes out what no rule counts: other kinds, what is excluded by the day, what lies outside the window. What comes after the day is
 *  not known yet.
 *  @returns oldest first; of the same instant by id, so that the order is always the same */
export function sift(
  evidence: readonly Evidence[],
  { kinds, window, asOf }: { kinds: readonly EvidenceKind[]; window: Window; asOf: Date },
): Sifted {
  const [from, to, now] = [window.from.getTime(), window.to.getTime(), asOf.getTime()]
  const known = evidence.filter(({ at }) => at.getTime() <= now).toSorted(byTime)
  return part(known, (piece) => {
    if (!kinds.includes(piece.kind)) return 'other-kind'
    if (piece.exclusion && piece.exclusion.since.getTime() <= now) return piece.exclusion.reason
    const at = piece.at.getTime()
    return at >= from && at < to ? undefined : 'outside-window'
  })
}

/** Lets the first so many of each organisation through. Those whose organisation nobody knows count as one. */
export function cap(pieces: readonly Evidence[], perOrganisation: number): Sifted {
  const seen = new Map<string | null, number>()
  return part(pieces, ({ organisation }) => {
    const before = seen.get(organisation) ?? 0
    seen.set(organisation, before + 1)
    return before < perOrganisation ? undefined : 'over-cap'
  })
}

/** Parts pieces by the reason not to count them; those without one fit. */
export function part(pieces: readonly Evidence[], reasonAgainst: (piece: Evidence) => Reason | undefined): Sifted {
  const fit: Evidence[] = []
  const unfit: Excluded[] = []
  for (const piece of pieces) {
    const reason = reasonAgainst(piece)
    if (reason) unfit.push({ id: piece.id, reason })
    else fit.push(piece)
  }
  return { fit, unfit }
}

/** All excluded pieces in the order of the evidence. */
export function inOrder(evidence: readonly Evidence[], excluded: readonly Excluded[]): readonly Excluded[] {
  if (excluded.length < 2) return excluded
  const reasons = new Map(excluded.map((one) => [one.id, one]))
  return evidence.toSorted(byTime).flatMap(({ id }) => reasons.get(id) ?? [])
}

export function idsOf(pieces: readonly Evidence[]): readonly string[] {
  return pieces.map(({ id }) => id)
}

function byTime(a: Evidence, b: Evidence): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)
}
