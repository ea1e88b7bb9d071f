import { log } from '@temporalio/activity'
import { type Assessment, assess } from '../src/db/assess.ts'
import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { findFamily } from '../src/db/family.ts'
import { lockPartner } from '../src/db/partners.ts'
import { findProgram, listPrograms } from '../src/db/programs.ts'
import { addStanding, newestStanding, partnersOf, type Whose } from '../src/db/standings.ts'
import { markDue } from '../src/db/standingsDue.ts'
import { standsAs } from '../src/domain/standing/family.ts'
import { changesOf, isNews, type KeptStanding } from '../src/domain/standingChange.ts'
import { announceRules } from './announcements.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import { tellMembership } from './memberships.ts'
import { noticeRenewal } from './notices.ts'

/** Partners of a program whose standings are kept in one activity. */
const batch = 100

export type Standings = {
  /** What letters were claimed about. */
  readonly told: readonly string[]
  /** Where the next batch begins; null after the last. */
  readonly next: string | null
}

/** Keeps where partners stand each time that changes, and tells those who stand on the other side than before. */
export function standingActivities(dependencies: Dependencies) {
  const { db } = dependencies
  return {
    /** Finds the standing that a partner's evidence moves: its own, or its membership's. @returns what letters were claimed about */
    async keepStanding(whose: Whose): Promise<readonly string[]> {
      return keepAll(dependencies, whose)
    },

    /** Every program there is, in the order of their ids. */
    async listPrograms(): Promise<readonly string[]> {
      return (await listPrograms(db)).map(({ id }) => id)
    },

    /** Another day for some partners of a program: windows move with it, and renewals come near. A partner that fails does not keep
     *  the others from theirs: its standing is due by itself.
     *  @param after the partner before the first */
    async keepStandings({ programId, after }: { programId: string; after: string }): Promise<Standings> {
      const program = (await findProgram(db, programId)) ?? missing('program', programId)
      const partners = await partnersOf(db, { programId, after, limit: batch })
      const told = new Set<string>()
      for (const partnerId of partners) {
        try {
          for (const about of await keepAll(dependencies, { programId, partnerId })) told.add(about)
          const notice = await noticeRenewal(dependencies, program, partnerId)
          if (notice !== undefined) told.add(notice)
        } catch (error) {
          log.warn('a standing cannot be found', { programId, partnerId, error: String(error) })
          await markDue(db, { programId, partnerId })
        }
      }
      return { told: [...told], next: partners.length === batch ? (partners.at(-1) ?? null) : null }
    },
  }
}

/** Keeps each standing, and tells of changes of the rules it is found by. */
async function keepAll(dependencies: Dependencies, { programId, partnerId }: Whose): Promise<readonly string[]> {
  const { db } = dependencies
  const program = (await findProgram(db, programId)) ?? missing('program', programId)
  const family = await findFamily(db, { programId, partnerId })
  const told: string[] = []
  for (const { id } of standsAs(family, partnerId, program.standing.level)) {
    for (const step of [keepOne, announceRules]) {
      const about = await db.transaction().execute((tx) => step(tx, dependencies, { programId, partnerId: id }))
      if (about !== undefined && !told.includes(about)) told.push(about)
    }
  }
  return told
}

/** Standings of one partner are found one after the other, so that each is compared with the one before.
 *  @returns what a letter was claimed about */
async function keepOne(tx: Db, { config }: Dependencies, whose: Whose): Promise<string | undefined> {
  const partner = (await lockPartner(tx, whose.partnerId)) ?? missing('partner', whose.partnerId)
  const at = new Date()
  const found = await assess(tx, { ...whose, asOf: at })
  const before = await newestStanding(tx, whose)
  const after = keptOf(found)
  const changed = changesOf(before, after)
  if (changed.length === 0) return undefined
  const id = await addStanding(tx, whose, { ...after, version: found.program.version, at, changed })
  if (!before || !isNews(before, after)) return undefined
  const { programId: program, partnerId } = whose
  await record(tx, {
    actor: 'workflow',
    what: 'standing.changed',
    about: { program, partner: partnerId, standing: id },
  })
  return tellMembership(tx, { config, found, partner }, { kind: 'standing-changed', wave: id, content: { before } })
}

function keptOf({ standing, tier }: Assessment): KeptStanding {
  const { met, value, threshold, n } = standing
  return { met, value, threshold, n, tier: tier?.name ?? null }
}
