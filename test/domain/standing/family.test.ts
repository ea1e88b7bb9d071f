import { describe, expect, it } from 'vitest'
import { familyFrom, membershipOf, membersOf, type Relative, standsAs } from '../../../src/domain/standing/family.ts'
import type { PartnerLevel } from '../../../src/domain/vocabulary.ts'

function relative(
  id: string,
  level: PartnerLevel,
  parentId: string | null = null,
  renewsOn: string | null = null,
): Relative {
  return { id, level, parentId, timeZone: 'UTC', isMember: renewsOn !== null, renewsOn, competencies: [] }
}

/** Fabrikam in two countries, the German membership with two places; Northwind by itself. */
const family = familyFrom([
  relative('munich', 'location', 'germany'),
  relative('fabrikam', 'global'),
  relative('germany', 'membership', 'fabrikam', '2027-04-01'),
  relative('berlin', 'location', 'germany'),
  relative('france', 'membership', 'fabrikam', '2027-09-01'),
  relative('northwind', 'membership'),
])

describe('a partner tree', () => {
  it.each([
    ['berlin', 'membership', ['germany']],
    ['germany', 'membership', ['germany']],
    ['fabrikam', 'membership', ['germany', 'france']],
    ['northwind', 'membership', ['northwind']],
    ['berlin', 'global', ['fabrikam']],
    ['germany', 'global', ['fabrikam']],
    ['northwind', 'global', ['northwind']],
    ['berlin', 'location', ['berlin']],
    ['germany', 'location', ['munich', 'berlin']],
    ['fabrikam', 'location', ['munich', 'berlin', 'france']],
    ['nobody', 'membership', []],
  ] as const)('[CI-13] has %s stand, under a rule of level %s, as %j', (id, level, expected) => {
    expect(standsAs(family, id, level).map((one) => one.id)).toEqual(expected)
  })

  it('[CI-13] takes the evidence of a partner and of all below it together', () => {
    expect(membersOf(family, 'germany')).toEqual(['germany', 'munich', 'berlin'])
    expect(membersOf(family, 'fabrikam').toSorted()).toEqual(['berlin', 'fabrikam', 'france', 'germany', 'munich'])
    expect(membersOf(family, 'northwind')).toEqual(['northwind'])
  })

  it('[CI-13] gives a location the renewal of its membership', () => {
    const [berlin] = standsAs(family, 'berlin', 'location')

    expect(berlin && membershipOf(family, berlin).renewsOn).toBe('2027-04-01')
  })

  it('ends at a partner whose parent is not above it', () => {
    const odd = familyFrom([relative('a', 'membership', 'b'), relative('b', 'membership', 'a')])

    expect(standsAs(odd, 'a').map(({ id }) => id)).toEqual(['a'])
    expect(membersOf(odd, 'a')).toEqual(['a'])
  })
})
