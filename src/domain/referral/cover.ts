import type { Candidate, Share } from './matching.ts'

type Preferable = Pick<Candidate, 'partnerId' | 'claims' | 'received'>
type Able = Preferable & { readonly covers: readonly string[] }

/** A partner with the workloads it covers as bits of a number. */
type Choosable = Able & { readonly set: number }

/** Shares workloads out among as few partners as can cover them all; where `most` cannot, among those that cover the most.
 *  Whoever is chosen gets at least one. */
export function shareOut(workloads: readonly string[], able: readonly Able[], most: number): readonly Share[] {
  const setOf = (covers: readonly string[]) =>
    workloads.reduce((set, workload, bit) => (covers.includes(workload) ? set | (1 << bit) : set), 0)
  const choosable = bestOfEachSet(able, setOf)
  const all = setOf(workloads)
  const chosen = (cover(choosable, all, most) ?? coverMost(choosable, all, most)).toSorted(byPreference)
  return chosen.map((one) => ({
    partnerId: one.partnerId,
    workloads: workloads.filter((_, bit) => chosen.find(({ set }) => (set >> bit) & 1) === one),
    why: one.claims ? 'claim' : whyOf(one, able),
    received: one.received,
  }))
}

/** Whether there was somebody else for the same workloads. */
function whyOf({ partnerId, covers }: Able, able: readonly Able[]): Share['why'] {
  const isOther = (other: Able) => other.partnerId !== partnerId && covers.every((one) => other.covers.includes(one))
  return able.some(isOther) ? 'fewest-received' : 'only-one'
}

/** A claim first, then the fewest received, then the id. @source RF-02 */
export function byPreference(a: Preferable, b: Preferable): number {
  if (a.claims !== b.claims) return a.claims ? -1 : 1
  if (a.received !== b.received) return a.received - b.received
  return a.partnerId < b.partnerId ? -1 : 1
}

/** Of partners that cover the same workloads only the best can be chosen. */
function bestOfEachSet(able: readonly Able[], setOf: (covers: readonly string[]) => number): readonly Choosable[] {
  const best = new Map<number, Able>()
  for (const one of able) {
    const set = setOf(one.covers)
    const other = best.get(set)
    if (set !== 0 && (!other || byPreference(one, other) < 0)) best.set(set, one)
  }
  const sets = [...best].map(([set, one]) => ({ ...one, set }))
  return sets.filter(
    (one) => !sets.some((other) => other !== one && (other.set & one.set) === one.set && byPreference(other, one) < 0),
  )
}

/** The smallest group that covers all, and of those the one that is best. */
function cover(sets: readonly Choosable[], all: number, most: number): readonly Choosable[] | undefined {
  for (let size = 1; size <= most; size += 1) {
    const groups = groupsOf(sets, all, size)
    const [first, ...others] = groups
    if (first) return others.reduce((best, group) => (isBetter(group, best) ? group : best), first)
  }
  return undefined
}

/** Groups of some size that cover what is missing. Each next one covers the first workload that is missing still. */
function groupsOf(sets: readonly Choosable[], missing: number, size: number): readonly (readonly Choosable[])[] {
  const first = missing & -missing
  const next = sets.filter(({ set }) => (set & first) !== 0)
  if (size === 1) return next.filter(({ set }) => (missing & ~set) === 0).map((one) => [one])
  return next.flatMap((one) => {
    const rest = missing & ~one.set
    return rest === 0 ? [] : groupsOf(sets, rest, size - 1).map((group) => [one, ...group])
  })
}

function isBetter(group: readonly Choosable[], other: readonly Choosable[]): boolean {
  const [claims, otherClaims] = [group, other].map((some) => some.filter((one) => one.claims).length)
  if (claims !== otherClaims) return (claims ?? 0) > (otherClaims ?? 0)
  const [received, otherReceived] = [group, other].map((some) => some.reduce((sum, one) => sum + one.received, 0))
  if (received !== otherReceived) return (received ?? 0) < (otherReceived ?? 0)
  return idsOf(group) < idsOf(other)
}

function idsOf(group: readonly Choosable[]): string {
  return group
    .map(({ partnerId }) => partnerId)
    .sort()
    .join(' ')
}

/** One after the other takes what covers the most of the rest. */
function coverMost(sets: readonly Choosable[], all: number, most: number): readonly Choosable[] {
  const chosen: Choosable[] = []
  let missing = all
  while (chosen.length < most) {
    const gain = ({ set }: Choosable) => bits(set & missing)
    const [best] = sets.toSorted((a, b) => gain(b) - gain(a) || byPreference(a, b))
    if (!best || gain(best) === 0) return chosen
    chosen.push(best)
    missing &= ~best.set
  }
  return chosen
}

function bits(set: number): number {
  return set === 0 ? 0 : (set & 1) + bits(set >> 1)
}
