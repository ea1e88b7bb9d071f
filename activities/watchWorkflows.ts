import {
  markWatched,
  type Noun,
  next,
  openAmong,
  overdue,
  type Repair,
  repair,
  type Watched,
} from '../src/db/overdue.ts'
import { openTasksAbout } from '../src/db/tasks.ts'
import { healthOf, type Patience } from '../src/domain/workflowState.ts'
import type { Found } from './watch.ts'
import type { WatchDependencies } from './watchDependencies.ts'
import { showStuck } from './watchStuck.ts'

/** `sample`: how many workflows are described at most for each reason to look. */
export type Look = { readonly patience: Patience; readonly sample: number }

/** What a workflow was found to need. */
type Finding = { readonly one: Watched; readonly need: Repair | 'task' | 'nothing' | 'time' }

/** Looks at the workflows of engagements and referrals that are overdue, whose run was ended by somebody, that have a task, and of a
 *  few more, so that each has its turn. */
export async function watchWorkflows(dependencies: WatchDependencies, look: Look): Promise<Found> {
  const { db } = dependencies
  const engagements = await watchEach(dependencies, 'engagements', look)
  const referrals = await watchEach(dependencies, 'referrals', look)
  const ids = (findings: readonly Finding[], need: Finding['need']) =>
    findings.filter((finding) => finding.need === need).map(({ one }) => one.id)
  const tasks = await showStuck(db, {
    stuck: ids(engagements.findings, 'task'),
    stuckReferrals: ids(referrals.findings, 'task'),
    well: ids([...engagements.findings, ...referrals.findings], 'nothing'),
  })
  const looked = engagements.findings.length + referrals.findings.length
  return { looked, repaired: engagements.repaired + referrals.repaired, ...tasks }
}

async function watchEach(dependencies: WatchDependencies, noun: Noun, look: Look) {
  const { db } = dependencies
  const { broken, watched } = await choose(dependencies, noun, look)
  const findings: Finding[] = []
  for (let at = 0; at < watched.length; at += atOnce) {
    const some = watched.slice(at, at + atOnce)
    findings.push(
      ...(await Promise.all(some.map((one) => examine(dependencies, look, { one, brokenAt: broken.get(one.id) })))),
    )
  }
  let repaired = 0
  for (const { one, need } of findings) {
    if (need === 'task' || need === 'nothing' || need === 'time') continue
    if (await db.transaction().execute((tx) => repair(tx, noun, one, need))) repaired += 1
  }
  await markWatched(
    db,
    noun,
    watched.map(({ id }) => id),
  )
  return { findings, repaired }
}

/** Workflows described at the same time. */
const atOnce = 10
/** How far back runs are listed that somebody ended; older ones are found as the engagements have their turn. */
const aDay = 24 * 60 * 60 * 1000

async function choose({ db, temporal }: WatchDependencies, noun: Noun, { patience, sample }: Look) {
  const runs = await temporal.broken({ of: noun, since: new Date(Date.now() - aDay), limit: sample })
  const broken = new Map(runs.map(({ engagementId, closedAt }) => [engagementId, closedAt]))
  const shown = await openTasksAbout(db, 'workflow-stuck', { limit: sample })
  const chosen = [
    ...(await openAmong(db, noun, [...shown, ...broken.keys()])),
    ...(await overdue(db, noun, { before: new Date(Date.now() - patience.overdue), limit: sample })),
    ...(await next(db, noun, { limit: sample })),
  ]
  return { broken, watched: [...new Map(chosen.map((one) => [one.id, one])).values()] }
}

type Examined = { readonly one: Watched; readonly brokenAt: Date | undefined }

async function examine(dependencies: WatchDependencies, look: Look, { one, brokenAt }: Examined): Promise<Finding> {
  const { temporal } = dependencies
  const now = new Date()
  const state = await temporal.look({ program: one.program, engagementId: one.id })
  const health = healthOf(state, { now, patience: look.patience })
  if (health === 'missing' || health === 'over') {
    // Started anew a short while ago and over again: it would be so the next time, too
    const isInVain = isMendedSince(one, new Date(now.getTime() - look.patience.pending))
    return { one, need: isInVain ? 'task' : health }
  }
  if (health === 'stuck') return { one, need: 'task' }
  if (brokenAt && !isMendedSince(one, brokenAt)) return { one, need: 'broken' }
  if (health === 'busy') return { one, need: 'time' }
  return { one, need: await examineSleeper(dependencies, look, one) }
}

/** A workflow that waits for somebody: until when, its row and its timer tell. */
async function examineSleeper(
  { temporal }: WatchDependencies,
  { patience }: Look,
  one: Watched,
): Promise<Finding['need']> {
  const latest = new Date(Date.now() - patience.overdue)
  const isOverdue = one.dueAt !== null && one.dueAt < latest
  if (isOverdue && !isMendedSince(one, one.dueAt)) return 'overdue'
  const timer = await temporal.timer({ program: one.program, engagementId: one.id })
  if (timer && timer > latest) return 'nothing'
  if (timer && !isMendedSince(one, timer)) return 'timer-lost'
  return timer || isOverdue ? 'task' : 'nothing'
}

function isMendedSince({ repairedAt }: Watched, instant: Date | null): boolean {
  return repairedAt !== null && instant !== null && repairedAt > instant
}
