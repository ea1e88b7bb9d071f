import type { Day } from '../calendar.ts'
import { type PartnerLevel, partnerLevels } from '../vocabulary.ts'

/** A partner in its tree, with what its standing depends on. */
export type Relative = {
  readonly id: string
  readonly parentId: string | null
  readonly level: PartnerLevel
  readonly timeZone: string
  /** Whether it has a membership of the program at hand. */
  readonly isMember: boolean
  /** Of that membership; null where its renewal is not known. */
  readonly renewsOn: Day | null
  readonly competencies: readonly string[]
}

/** A partner tree, or many: global over memberships over locations.
 *  @source CI-13 */
export type Family = {
  readonly byId: ReadonlyMap<string, Relative>
  readonly children: ReadonlyMap<string, readonly Relative[]>
}

export function familyFrom(relatives: readonly Relative[]): Family {
  const byId = new Map(relatives.map((relative) => [relative.id, relative]))
  const children = new Map<string, Relative[]>()
  for (const relative of relatives) {
    const parent = byId.get(relative.parentId ?? '')
    if (!parent || isAbove(relative, parent) || relative.level === parent.level) continue
    const siblings = children.get(parent.id) ?? []
    children.set(parent.id, siblings)
    siblings.push(relative)
  }
  return { byId, children }
}

/** Whose standing a partner has under a rule of a level: a location that of its membership; of what is above the level, each one below
 *  has its own.
 *  @returns one or several; none of an unknown partner */
export function standsAs(family: Family, id: string, level: PartnerLevel = 'membership'): readonly Relative[] {
  const self = family.byId.get(id)
  if (!self) return []
  if (rank(self.level) > rank(level)) {
    const below = (family.children.get(id) ?? []).flatMap((child) => standsAs(family, child.id, level))
    return below.length > 0 ? below : [self]
  }
  const parent = family.byId.get(self.parentId ?? '')
  const belongs = parent && isAbove(parent, self) && rank(parent.level) <= rank(level)
  return belongs ? standsAs(family, parent.id, level) : [self]
}

/** Every partner with a standing of its own under a rule of a level. */
export function allStanding(family: Family, level: PartnerLevel = 'membership'): readonly Relative[] {
  const all = [...family.byId.keys()].flatMap((id) => standsAs(family, id, level))
  return [...new Set(all)]
}

/** All whose evidence counts for a partner: itself and everyone below. */
export function membersOf(family: Family, id: string): readonly string[] {
  return [id, ...(family.children.get(id) ?? []).flatMap((child) => membersOf(family, child.id))]
}

/** A partner's own membership, or that of the one it belongs to. */
export function membershipOf(family: Family, self: Relative): Pick<Relative, 'renewsOn' | 'competencies'> {
  const parent = family.byId.get(self.parentId ?? '')
  return self.isMember || !parent || !isAbove(parent, self) ? self : membershipOf(family, parent)
}

function isAbove(one: Relative, other: Relative): boolean {
  return rank(one.level) > rank(other.level)
}

/** Locations lowest. */
function rank(level: PartnerLevel): number {
  return -partnerLevels.indexOf(level)
}
