import type { Db } from '../src/db/database.ts'
import { listPrograms } from '../src/db/programs.ts'

/** Makes sure that every program that reports has its schedule: programs are published while we run. */
export function scheduleActivities({
  db,
  scheduleReports,
}: {
  readonly db: Db
  readonly scheduleReports: (programId: string) => Promise<void>
}) {
  return {
    async ensureReports(): Promise<void> {
      for (const { id, report } of await listPrograms(db)) if (report) await scheduleReports(id)
    },
  }
}

export type ScheduleActivities = ReturnType<typeof scheduleActivities>
