import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { type NamedOffer, offersOf, settleOffer } from '../src/db/referral/offers.ts'
import { findReferralProgram } from '../src/db/referral/programs.ts'
import { lockReferral, type ReferralRow, showReferral } from '../src/db/referral/referrals.ts'
import { closeTask, openTask } from '../src/db/tasks.ts'
import type { ReferralProgram } from '../src/domain/referral/program.ts'
import type { Placement, ReferralWaiting } from '../src/domain/referral/referral.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import { openEngagements } from './referrals/engagements.ts'
import { claimReferralLetters, type LettersContext } from './referrals/letters.ts'
import { offerRest } from './referrals/offers.ts'

/** A referral with all it takes to go on with it, in a transaction that holds it. */
export type Handled = {
  readonly tx: Db
  readonly referral: ReferralRow
  readonly program: ReferralProgram
} & Pick<Dependencies, 'config'>

type Told = { readonly referralId: string; readonly seen: number }

export function referralActivities({ db, config }: Pick<Dependencies, 'db' | 'config'>) {
  async function handle<Result>(referralId: string, act: (handled: Handled) => Promise<Result>): Promise<Result> {
    return db.transaction().execute(async (tx) => {
      const referral = (await lockReferral(tx, referralId)) ?? missing('referral', referralId)
      const program =
        (await findReferralProgram(tx, referral.program_id, referral.program_version)) ??
        missing('program', referral.program_id)
      return act({ tx, referral, program, config })
    })
  }

  return {
    /** Passes on what was declined, taken back or not answered in time, and shows how the referral stands: with some partners, with
     *  all of them, or with nobody. Every letter this brings about is claimed with it.
     *  @param told `over`: offers whose time is up; `inHouse`: a person has our own team do what no partner is left for
     *  @returns undefined when the referral was told something its workflow does not know yet */
    async placeReferral(
      told: Told & { readonly over: readonly string[]; readonly inHouse: boolean },
    ): Promise<Placement | undefined> {
      return handle(told.referralId, async (handled) => {
        const { tx, referral } = handled
        if (referral.closed_at) return { state: 'assigned', open: [] }
        if (referral.accepted > told.seen) return undefined
        const offers = await offersOf(tx, referral.id)
        for (const offer of offers) {
          if (!told.over.includes(offer.id)) continue
          const isSettled = offer.lapses
            ? await settleOffer(tx, offer.id, { state: 'withdrawn', reason: 'endorsement' })
            : await settleOffer(tx, offer.id, { state: 'timed-out' })
          if (isSettled) await note(handled, offer.lapses ? 'offer.lapsed' : 'offer.timed-out', { offer: offer.id })
        }
        await offerRest(handled, told)
        return show(handled, told.seen)
      })
    },

    /** Claims a reminder of each offer that is still open.
     *  @returns false when the referral was told something its workflow does not know yet */
    async claimNudges(told: Told & { readonly offers: readonly string[] }): Promise<boolean> {
      return handle(told.referralId, async (handled) => {
        const { tx, referral } = handled
        if (referral.accepted > told.seen) return false
        const isDue = ({ id, state, until }: NamedOffer) =>
          told.offers.includes(id) && state === 'open' && until !== null && until > new Date()
        const to = (await offersOf(tx, referral.id)).filter(isDue)
        await claimReferralLetters(handled, { kind: 'referral-nudge', to, wave: '0' })
        return true
      })
    },

    /** Closes a referral whose customer looks no further, and tells the partners who had not answered. */
    async withdrawReferral({ referralId, seen }: Told): Promise<void> {
      await handle(referralId, async (handled) => {
        const { tx, referral } = handled
        if (referral.closed_at) return
        for (const { id, state } of await offersOf(tx, referralId))
          if (state === 'open') await settleOffer(tx, id, { state: 'withdrawn', reason: 'customer' })
        await tellTakenBack(handled)
        await showReferral(tx, referralId, { state: 'withdrawn', waiting: null, seen })
        await closeTask(tx, { kind: 'referral-unmatched', about: referralId }, { by: 'workflow' })
        await note(handled, 'referral.closed', { state: 'withdrawn' })
      })
    },
  }
}

/** Shows where the referral stands, with the letters that belong to it. */
async function show(handled: Handled, seen: number): Promise<Placement> {
  const { tx, referral, program } = handled
  await tellTakenBack(handled)
  const offers = await offersOf(tx, referral.id)
  const open = offers.filter(({ state }) => state === 'open')
  const accepted = offers.filter(({ state }) => state === 'accepted')
  const taken = new Set(accepted.flatMap(({ workloads }) => workloads))
  const isAll = referral.workloads.every((workload) => taken.has(workload))
  const state = isAll ? 'assigned' : open.length > 0 ? 'offered' : 'unmatched'
  const until = open.map((offer) => offer.until?.getTime() ?? 0)
  const first = until.length > 0 ? new Date(Math.min(...until)).toISOString() : null
  const waitings: Readonly<Record<Placement['state'], ReferralWaiting | null>> = {
    assigned: null,
    offered: { what: 'answer', owedBy: 'partner', until: first },
    unmatched: { what: 'partner', owedBy: 'owner', until: null },
  }
  const waiting = waitings[state]
  const isNew = state !== referral.state || referral.due_at?.toISOString() !== (waiting?.until ?? undefined)
  await showReferral(tx, referral.id, { state, waiting, seen })
  if (isNew) await note(handled, state === 'assigned' ? 'referral.closed' : `referral.${state}`, { state, waiting })
  const task = { kind: 'referral-unmatched', about: referral.id } as const
  if (state === 'unmatched') {
    await openTask(tx, task)
    const wave = String(referral.asked_since.getTime())
    await claimReferralLetters(handled, { kind: 'referral-unmatched', to: ['customer', 'owner'], wave })
  } else {
    await closeTask(tx, task, { by: 'workflow' })
  }
  if (state === 'assigned') {
    if (referral.kind === 'benefit') await openEngagements(handled, program.benefit.opens, accepted)
    await claimReferralLetters(handled, {
      kind: 'referral-assigned',
      to: ['customer', ...accepted],
      wave: '0',
      shares: accepted,
    })
  }
  return {
    state,
    open: open.map((offer) => ({
      offer: offer.id,
      partner: offer.partner ?? '',
      partnerId: offer.partner_id ?? '',
      psm: offer.psm,
      nudgeAt: offer.nudge_at?.toISOString() ?? '',
      until: offer.until?.toISOString() ?? '',
    })),
  }
}

async function tellTakenBack(handled: Handled): Promise<void> {
  const withdrawn = (await offersOf(handled.tx, handled.referral.id)).filter(({ state }) => state === 'withdrawn')
  const about: Omit<LettersContext, 'reason' | 'to'> = { kind: 'referral-withdrawn', wave: '0' }
  for (const offer of withdrawn)
    await claimReferralLetters(handled, {
      ...about,
      to: [offer],
      reason: offer.reason === 'endorsement' ? 'endorsement' : 'customer',
    })
}

async function note({ tx, referral }: Handled, what: string, about: Readonly<Record<string, unknown>>): Promise<void> {
  await record(tx, { actor: 'workflow', what, about: { referral: referral.id, ...about } })
}
