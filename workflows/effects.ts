import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.ts'
import type { ScheduleActivities } from '../activities/schedules.ts'
import { database, email } from './options.ts'

/** All that workflows do to the world outside. */
export const { showStage, closeEngagement, keepStanding, placeReferral, claimNudges, withdrawReferral } =
  proxyActivities<Activities>(database)
export const { keepStandings, listPrograms, claimReports, remindPartners } = proxyActivities<Activities>({
  ...database,
  startToCloseTimeout: '5 minutes', // a hundred partners, one after the other
})
export const { sendLetters, sendLettersAbout } = proxyActivities<Activities>(email)
export const { ensureReports } = proxyActivities<ScheduleActivities>(database)
