import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.ts'
import { database, email } from './options.ts'

/** All that an engagement does to the world outside. */
export const { showStage, closeEngagement } = proxyActivities<Activities>(database)
export const { sendLetters } = proxyActivities<Activities>(email)
