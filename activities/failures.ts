import { ApplicationFailure } from '@temporalio/common'

/** Something an activity was told about is not in the database: repeating will not bring it back. */
export function missing(what: string, id: string): never {
  throw ApplicationFailure.nonRetryable(`there is no ${what} '${id}'`, `${what}.missing`)
}
