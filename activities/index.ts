import type { Dependencies } from './dependencies.ts'
import { letterActivities } from './letters.ts'
import { participationActivities } from './referrals/participation.ts'
import { referralActivities } from './referrals.ts'
import { reportActivities } from './reports.ts'
import { retentionActivities } from './retention.ts'
import { stageActivities } from './stages.ts'
import { standingActivities } from './standings.ts'
import { tallyActivities } from './tallies.ts'

/** Everything workflows can do to the world, over its dependencies. */
export function createActivities(dependencies: Dependencies) {
  return {
    ...letterActivities(dependencies),
    ...stageActivities(dependencies),
    ...standingActivities(dependencies),
    ...reportActivities(dependencies),
    ...retentionActivities(dependencies),
    ...tallyActivities(dependencies),
    ...referralActivities(dependencies),
    ...participationActivities(dependencies),
  }
}

export type Activities = ReturnType<typeof createActivities>
