/** How the workflow of an engagement stands at one moment, by what Temporal says of it. */
export type WorkflowState =
  | { readonly run: 'missing' | 'over' }
  | {
      readonly run: 'running'
      /** The workflow task that waits or runs, and the activities that do. */
      readonly pending: readonly Pending[]
    }

/** Something that waits for a worker or is being done by one: an activity by its name, or 'workflow task'. */
export type Pending = { readonly what: string; readonly attempts: number; readonly since: Date }

/** What is normal for a while and no longer. Lengths in milliseconds. */
export type Patience = {
  /** After an engagement's `due_at`, or after its timer was to fire. */
  readonly overdue: number
  /** From claiming a letter to settling it. */
  readonly claimed: number
  /** From accepting a fact to delivering it. */
  readonly undelivered: number
  /** How often a step may fail, and how long it may wait. */
  readonly attempts: number
  readonly pending: number
}

export type Health = 'missing' | 'over' | 'stuck' | 'busy' | 'asleep'

/** What is the matter with a workflow: it is not there, it is over, it fails at the same step again and again or nobody takes the
 *  step up, it is at work, or it waits for somebody. */
export function healthOf(state: WorkflowState, { now, patience }: { now: Date; patience: Patience }): Health {
  if (state.run !== 'running') return state.run
  const isStuck = ({ attempts, since }: Pending) =>
    attempts >= patience.attempts || now.getTime() - since.getTime() > patience.pending
  if (state.pending.some(isStuck)) return 'stuck'
  return state.pending.length > 0 ? 'busy' : 'asleep'
}

/** Looks at the workflows of engagements and referrals. */
export type Inspector = {
  readonly look: (engagement: Inspected) => Promise<WorkflowState>
  /** When the timer it sleeps on is to fire. @returns undefined where there is none, or too much came after it was set */
  readonly timer: (engagement: Inspected) => Promise<Date | undefined>
  /** Runs that did not end by themselves, such as those that were terminated or reset. @returns at most `limit` of them */
  readonly broken: (within: {
    of: 'engagements' | 'referrals'
    since: Date
    limit: number
  }) => Promise<readonly BrokenRun[]>
}

export type Inspected = { readonly program: string; readonly engagementId: string }
export type BrokenRun = { readonly engagementId: string; readonly closedAt: Date }
