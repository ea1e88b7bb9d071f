import { setTimeout as pause } from 'node:timers/promises'
import { type Line, type News, type Playing, play, watch } from './play.ts'
import { type EngagementSeen, type Portal, portal, type Reach } from './portal.ts'
import { referralSentences } from './referralWords.ts'
import { addReferred, type OfferSeen, type ReferralSeen, refer, seeReferral } from './referring.ts'
import { type Habit, referral, shareStory } from './stories/referral.ts'

export const referralName = `${referral.workloads.join(', ')} · ${referral.customer}`

/** How a referral ended, and the engagements it led to. */
export type Referred = {
  readonly seen: ReferralSeen
  readonly shares: readonly Playing[]
  readonly ended: readonly EngagementSeen[]
}

type Playground = {
  readonly reach: Omit<Reach, 'key'>
  readonly keys: { readonly operator: string; readonly owner: string }
  readonly day: number
  readonly deadline: number
  readonly show: (news: readonly News[]) => void
  readonly asked: (one: Playing, link: string) => void
}

/** Plays a referral: what its partners do with their offers, and then each share as an engagement of its own. */
export async function playReferral({ reach, keys, day, deadline, show, asked }: Playground): Promise<Referred> {
  const owner = portal({ ...reach, key: keys.owner })
  const key = await addReferred(portal({ ...reach, key: keys.operator }).call, referral.partners)
  const partners = portal({ ...reach, key })
  const id = await refer(owner.call, referral.customer, referral.workloads)
  const seen = await untilAssigned(id, {
    owner,
    partners,
    deadline,
    show: (lines) => show([{ name: referralName, lines }]),
  })
  const shares = await Promise.all(seen.engagements.map((one) => shareOf(owner, one)))
  const watching = watch({ portal: owner, playing: shares, deadline, show })
  const plays = shares.map((one) => play(one, { portal: partners, day, asked: (link) => asked(one, link) }))
  await Promise.all([watching, ...plays])
  return { seen, shares, ended: await watching }
}

async function shareOf(owner: Portal, id: string): Promise<Playing> {
  const story = shareStory((await owner.see(id)).subject.name)
  return { id, story, name: `${story.subject.name} · ${story.customer}` }
}

type Answering = {
  readonly owner: Portal
  readonly partners: Portal
  readonly deadline: number
  readonly show: (lines: readonly Line[]) => void
}

/** Answers offers as each partner does, until all of it is taken. Where a slow machine let the time of all pass, they are asked again. */
async function untilAssigned(id: string, { owner, partners, deadline, show }: Answering): Promise<ReferralSeen> {
  let shown = 0
  for (;;) {
    const seen = await seeReferral(owner.call, id)
    show(referralSentences(seen, seen.timeline.slice(shown)))
    shown = seen.timeline.length
    if (seen.state === 'assigned') return seen
    if (Date.now() > deadline) throw new Error(`still ${seen.state}: ${referralName}`)
    if (seen.state === 'unmatched') await owner.call('POST', `/v1/referrals/${id}/match`)
    for (const offer of seen.offers.filter(({ state }) => state === 'open')) await answer(partners, offer)
    await pause(200)
  }
}

/** An answer that comes too late is refused, which changes nothing. */
async function answer({ call }: Portal, { id, partnerId }: OfferSeen): Promise<void> {
  const habit = new Map<string | null, Habit>(referral.partners.map((one) => [one.id, one.habit])).get(partnerId)
  if (habit === 'accepts') await call('POST', `/v1/offers/${id}/accept`).catch(() => undefined)
  if (habit === 'declines')
    await call('POST', `/v1/offers/${id}/decline`, { reason: 'capacity' }).catch(() => undefined)
}
