/** Something somebody said, which may become part of a figure. */
export type Said = {
  /** With which others it may be let out: of one partner and kind, so that a group says nothing of those beside it. */
  readonly pool: string
  /** When it began to count, and when it ceased to. */
  readonly at: Date
  readonly withdrawnAt: Date | null
}

/** Some of one pool that are let out together. `at` is when the last of them came. */
export type Group<One> = { readonly members: readonly One[]; readonly at: Date }

/** Lets out what was said in whole groups, in the order it came, and holds back the rest. Every figure made of groups is a sum of groups,
 *  so whatever is subtracted from whatever, today's from yesterday's too, what is left is nobody or at least a group.
 *  A group that loses a member after it was let out is taken back whole: one answer less would tell what it was.
 *  @param together how many make a group
 *  @source MX-05, CI-01; docs/adr/025 */
export function released<One extends Said>(
  all: readonly One[],
  { together }: { together: number },
): readonly Group<One>[] {
  const waiting = new Map<string, One[]>()
  const groups = new Set<Group<One>>()
  const groupOf = new Map<One, Group<One>>()
  for (const { one, at, isWithdrawn } of inOrder(all)) {
    const pool = waiting.get(one.pool) ?? []
    if (isWithdrawn) {
      const group = groupOf.get(one)
      if (group) groups.delete(group)
      else
        waiting.set(
          one.pool,
          pool.filter((other) => other !== one),
        )
      continue
    }
    const members = [...pool, one]
    waiting.set(one.pool, members.length < together ? members : [])
    if (members.length < together) continue
    const group = { members, at }
    groups.add(group)
    for (const member of members) groupOf.set(member, group)
  }
  return [...groups]
}

/** Comings and goings by time. Of those at one instant goings are first: an answer that takes the place of another comes after it is gone. */
function inOrder<One extends Said>(all: readonly One[]) {
  const comings = all.map((one) => ({ one, at: one.at, isWithdrawn: false }))
  const goings = all.flatMap((one) => (one.withdrawnAt ? [{ one, at: one.withdrawnAt, isWithdrawn: true }] : []))
  return [...goings, ...comings].sort((a, b) => a.at.getTime() - b.at.getTime())
}
