import type { ActivityOptions } from '@temporalio/workflow'

/** One statement or transaction in Postgres: quick, and tried until the database is back. */
export const database: ActivityOptions = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
}

/** Calls to Resend for up to 100 letters each. Resend remembers idempotency keys for 24 hours: trying longer could send twice. */
export const email: ActivityOptions = {
  startToCloseTimeout: '30 seconds', // also how long letters wait for another worker when one dies with them
  scheduleToCloseTimeout: '23 hours',
  retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
  allowEagerDispatch: false, // an eager start would go round the queue's rate limit
}
