import type { Db } from '../src/db/database.ts'
import { findProgram, listPrograms } from '../src/db/programs.ts'
import { refreshTallies } from '../src/db/tallies.ts'

/** Up to so many answers are counted while somebody waits: a fraction of a second. */
const countedAtOnce = 10_000

/** Adds up answers ahead of those who read results. */
export function tallyActivities({ db }: { readonly db: Db }) {
  return {
    /** The ids of all programs. */
    async programsToTally(): Promise<readonly string[]> {
      return (await listPrograms(db)).map(({ id }) => id)
    },

    /** Adds up all answers under a program anew. Safe to repeat.
     *  @returns how many rows that makes; 0 for a small program */
    async tallyProgram(id: string): Promise<number> {
      const program = await findProgram(db, id)
      return program ? refreshTallies(db, program, { from: countedAtOnce }) : 0
    },
  }
}
