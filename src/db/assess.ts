import { type Day, endOfDay, startOfDay } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { Program } from '../domain/program.ts'
import { type Family, membershipOf, membersOf, type Relative, standsAs } from '../domain/standing/family.ts'
import { type Context, type Standing, standingOf } from '../domain/standing/standing.ts'
import { type Tier, tierOf } from '../domain/standing/tier.ts'
import { horizonOf } from '../domain/standing/window.ts'
import type { Db } from './database.ts'
import { findEvidence } from './evidence.ts'
import { findFamily } from './family.ts'
import { figuresOf } from './figures.ts'
import { programInForce } from './programs.ts'
import { responseRateOf } from './responseRate.ts'

/** Where a partner stands under a program on a day, and what that is made of. */
export type Assessment = {
  readonly program: Program
  /** Whose standing it is: of a location, its membership's where the rule says so. */
  readonly partnerId: string
  readonly asOf: Date
  readonly timeZone: string
  readonly standing: Standing
  /** Null where the program has no tiers. */
  readonly tier: Tier | null
  /** Every piece that was looked at, oldest first. Of a confidential program none of it may be shown but ids and reasons. */
  readonly evidence: readonly Evidence[]
}

/** Where a partner stands, from what is known at an instant, past or coming; of a day, at its end where the partner is.
 *  @param program the rules to go by: those in force at that time, if not given
 *  @throws {DomainError} not-found — no such partner or program
 *  @throws {DomainError} standing.several — the partner is above the level of the rule: each one below has a standing of its own */
export async function assess(
  db: Db,
  { asOf: when, ...about }: About & { readonly asOf: Date | Day },
): Promise<Assessment> {
  const at = typeof when === 'string' ? startOfDay(when, 'UTC') : when
  const { program, family, self } = await whoStands(db, { ...about, at })
  const { timeZone } = self
  const asOf = typeof when === 'string' ? endOfDay(when, timeZone) : when
  const place = { programId: program.id, partnerIds: membersOf(family, self.id) }
  const context = contextOf(family, self, asOf)
  const from = horizonOf(program.standing, context)
  const evidence = await findEvidence(db, { ...place, from, to: new Date(asOf.getTime() + 1) })
  const usual = standingOf(program.standing, evidence, context)
  const standing = usual.missing?.invite
    ? standingOf(program.standing, evidence, { ...context, responseRate: await responseRateOf(db, place) })
    : usual
  const figures = program.tiers && (await figuresOf(db, { programId: program.id, partnerId: self.id, asOf }))
  const tier = program.tiers && figures ? tierOf(program.tiers, { figures, standing: standing.value }) : null
  return { program, partnerId: self.id, asOf, timeZone, standing, tier, evidence }
}

export type About = { readonly programId: string; readonly partnerId: string; readonly program?: Program }

/** The partner whose standing another has, a location its membership's, by the rules in force at an instant; now, if not given.
 *  @throws as `assess` */
export async function whoStands(
  db: Db,
  { programId, partnerId, program: given, at = new Date() }: About & { readonly at?: Date },
): Promise<{ readonly program: Program; readonly family: Family; readonly self: Relative }> {
  const program = given ?? (await programInForce(db, programId, at))
  if (!program) throw new DomainError('not-found', `there is no program '${programId}'`)
  const family = await findFamily(db, { programId, partnerId })
  return { program, family, self: onlyOne(standsAs(family, partnerId, program.standing.level), partnerId) }
}

/** What a rule needs to know of a partner. */
export function contextOf(family: Family, self: Relative, asOf: Date): Context {
  const { renewsOn, competencies } = membershipOf(family, self)
  return { asOf, timeZone: self.timeZone, renewsOn, competencies }
}

function onlyOne([first, ...others]: readonly Relative[], partnerId: string): Relative {
  if (!first) throw new DomainError('not-found', `there is no partner '${partnerId}'`)
  if (others.length === 0) return first
  const expected = `one of ${[first, ...others].map(({ id }) => `'${id}'`).join(', ')}`
  throw new DomainError('standing.several', `each partner below '${partnerId}' has a standing of its own`, [
    { field: '/id', expected, got: partnerId },
  ])
}
