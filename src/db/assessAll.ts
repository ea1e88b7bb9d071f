import type { Evidence } from '../domain/evidence.ts'
import type { Program } from '../domain/program.ts'
import { allStanding, type Family, membersOf, type Relative } from '../domain/standing/family.ts'
import { type Context, standingOf } from '../domain/standing/standing.ts'
import { tierOf } from '../domain/standing/tier.ts'
import { windowOf } from '../domain/standing/window.ts'
import { type Assessment, contextOf } from './assess.ts'
import type { Db } from './database.ts'
import { findEvidence } from './evidence.ts'
import { allFamilies } from './family.ts'
import { allFiguresOf } from './figures.ts'

/** So many partners' evidence is read at a time. */
const atOnce = 250

/** Where every partner that takes part in a program stands, by one pass over the evidence. Unlike `assess` it looks at the windows alone:
 *  what fell out of them is not listed, and what is missing is told by the usual response rate. */
export async function* assessAll(
  db: Db,
  { program, asOf }: { readonly program: Program; readonly asOf: Date },
): AsyncGenerator<Assessment> {
  const family = await allFamilies(db, program.id)
  const figures = program.tiers && (await allFiguresOf(db, { programId: program.id, asOf }))
  for (const some of chunks(allStanding(family, program.standing.level), atOnce)) {
    const contexts = some.map((self) => ({ self, context: contextOf(family, self, asOf) }))
    const evidence = await evidenceOfAll(db, { program, asOf, family, contexts })
    for (const { self, context } of contexts) {
      const own = evidence.get(self.id) ?? []
      const told = figures?.get(self.id)
      if (own.length === 0 && !self.isMember && !told) continue
      const standing = standingOf(program.standing, own, context)
      const earned = { figures: told ?? new Map<string, number>(), standing: standing.value }
      const tier = program.tiers ? tierOf(program.tiers, earned) : null
      yield { program, partnerId: self.id, asOf, timeZone: context.timeZone, standing, tier, evidence: own }
    }
  }
}

type Reading = {
  readonly program: Program
  readonly asOf: Date
  readonly family: Family
  readonly contexts: readonly { readonly self: Relative; readonly context: Context }[]
}

/** The evidence of some partners, each with that of those below it. */
async function evidenceOfAll(
  db: Db,
  { program, asOf, family, contexts }: Reading,
): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const owners = new Map(
    contexts.flatMap(({ self, context }) => {
      const owner = { id: self.id, from: windowOf(program.standing, context).from }
      return membersOf(family, self.id).map((id) => [id, owner])
    }),
  )
  const rows = await findEvidence(db, {
    programId: program.id,
    partnerIds: [...owners.keys()],
    from: new Date(Math.min(...[...owners.values()].map(({ from }) => from.getTime()))),
    to: new Date(asOf.getTime() + 1),
  })
  const evidence = new Map<string, Evidence[]>()
  for (const row of rows) {
    const owner = owners.get(row.partnerId)
    if (!owner || row.at.getTime() < owner.from.getTime()) continue
    const own = evidence.get(owner.id)
    if (own) own.push(row)
    else evidence.set(owner.id, [row])
  }
  return evidence
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
