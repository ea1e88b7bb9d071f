import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { LocalConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import { milliseconds } from '../../src/domain/duration.ts'
import type { Outcome } from '../../src/domain/engagement.ts'
import { chance } from './chance.ts'
import { desk } from './desk.ts'
import { type Evidence, gather } from './evidence.ts'
import { openInbox } from './inbox.ts'
import { happen, Mishaps } from './mishaps.ts'
import { openPortals } from './partners.ts'
import { planMishaps } from './plan.ts'
import { play } from './play.ts'
import { Promises } from './promises.ts'
import { playReferral, type ReferralEnd } from './referral.ts'
import { openSite, patiently, type Site } from './site.ts'
import { drawStories } from './stories.ts'
import { judge, type Verdict } from './verdict.ts'

export type Options = {
  readonly seed: number
  readonly engagements: number
  readonly referrals: number
  readonly clients: number
  /** How many mishaps, and how many milliseconds apart on average. */
  readonly mishaps: number
  readonly every: number
}

export type Result = {
  readonly verdict: Verdict
  readonly promises: Promises
  readonly mishaps: Mishaps
  readonly evidence: Evidence
  readonly unasked: Site['unasked']
  /** In milliseconds, from the first engagement on. */
  readonly took: number
}

type Run = {
  readonly settings: LocalConfig
  /** Told what happens. */
  readonly tell: (line: string) => void
  /** Ends the run: what is unfinished by then is found wrong. */
  readonly stop: AbortSignal
  /** Ends it without a result. */
  readonly interrupted: AbortSignal
}

/** Starts the stack, drives engagements through their lives while parts of it die, and compares what clients were promised
 *  with what there is in the end. */
export async function runChaos(options: Options, run: Run): Promise<Result> {
  const began = Date.now()
  const tell = (line: string) => run.tell(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  const site = await openSite(run.settings, { signal: run.interrupted, tell })
  try {
    return await drive(options, { ...run, tell }, site)
  } finally {
    await site.stop()
  }
}

async function drive(options: Options, { settings, tell, stop, interrupted }: Run, site: Site): Promise<Result> {
  const { seed, engagements, referrals, clients } = options
  const signal = AbortSignal.any([stop, interrupted])
  setMaxListeners(0, signal) // every life listens
  const promises = new Promises()
  const mishaps = new Mishaps()
  const endings = { engagements: new Map<string, Outcome>(), referrals: new Map<string, ReferralEnd>() }
  const inbox = openInbox(site.mailbox, { stop: signal })
  const portals = await openPortals(site, { seed, count: clients, promises, stop: signal })
  const began = Date.now()

  async function live(story: ReturnType<typeof drawStories>[number], i: number): Promise<void> {
    const externalId = `c${i + 1}`
    const portal = portals[i % portals.length]
    if (!portal) return
    await pause(i * apart, undefined, { signal })
    const there = { story, externalId, portal, inbox, promises, seed, stop: signal }
    endings.engagements.set(externalId, await play({ ...there, day: milliseconds(settings.DAY) }))
  }

  async function help(i: number): Promise<void> {
    const externalId = `r${i + 1}`
    const [portal] = portals
    if (!portal) return
    await pause((i * apart * engagements) / referrals, undefined, { signal })
    const there = { externalId, chance: chance(seed, externalId), portals, promises, stop: signal }
    const at = { api: site.api, operatorKey: site.stack.setup.keys['operator'] ?? '', promises }
    const { end, opened } = await playReferral({ ...there, desk: desk(at, portal), day: milliseconds(settings.DAY) })
    endings.referrals.set(externalId, end)
    for (const one of opened) endings.engagements.set(one, 'terminated')
  }

  const stories = drawStories(chance(seed, 'stories'), engagements)
  const planned = planMishaps({ seed, count: options.mishaps, span: options.mishaps * options.every })
  const watching = Promise.all([inbox.watch(), progress(site.db, { tell, signal })])
  const lives = [...stories.map(live), ...Array.from({ length: referrals }, (_, i) => help(i))]
  const all = await Promise.allSettled([happen(planned, { site, mishaps, tell, signal }), ...lives])
  for (const end of all) if (end.status === 'rejected' && !signal.aborted) promises.broken.push(String(end.reason))
  await untilSettled(site.db, { signal }).catch(() => undefined)
  const took = Date.now() - began
  interrupted.throwIfAborted()

  const evidence = await patiently(() => gather(site), {
    signal: AbortSignal.any([interrupted, AbortSignal.timeout(60_000)]),
  })
  void watching.catch(() => undefined)
  const verdict = judge(promises, evidence, endings)
  return { verdict, promises, mishaps, evidence, unasked: site.unasked, took }
}

/** Between one engagement and the next, in milliseconds. */
const apart = 400

/** Waits until all engagements are closed, all facts carried and all letters written down. */
async function untilSettled(db: Db, { signal }: { signal: AbortSignal }): Promise<void> {
  for (;;) {
    const open = await patiently(() => countOpen(db), { signal })
    if (Object.values(open).every((count) => count === 0)) return
    await pause(300, undefined, { signal })
  }
}

async function progress(
  db: Db,
  { tell, signal }: { tell: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await pause(10_000, undefined, { signal }).catch(() => undefined)
    const open = await countOpen(db).catch(() => undefined)
    if (open)
      tell(
        `open: ${open.engagements} engagements, ${open.referrals} referrals, ${open.facts} facts to carry, ${open.letters} letters claimed`,
      )
  }
}

async function countOpen(db: Db) {
  const count = async (rows: Promise<readonly unknown[]>) => (await rows).length
  return {
    referrals: await count(db.selectFrom('referrals').select('id').where('closed_at', 'is', null).execute()),
    engagements: await count(db.selectFrom('engagements').select('id').where('stage', '<>', 'closed').execute()),
    facts: await count(db.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute()),
    letters: await count(db.selectFrom('letters').select('id').where('status', '=', 'claimed').execute()),
  }
}
