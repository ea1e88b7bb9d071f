import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Desk, OfferSeen } from './desk.ts'
import type { Portal } from './portal.ts'
import type { Promises } from './promises.ts'

export type ReferralEnd = 'assigned' | 'withdrawn'

type Playing = {
  readonly externalId: string
  readonly chance: Chance
  readonly desk: Desk
  readonly portals: readonly Portal[]
  readonly promises: Promises
  /** How long a program day lasts, in milliseconds. */
  readonly day: number
  readonly stop: AbortSignal
}

/** What partners do with an offer. Some answer twice at once: only one of both can count. */
const habits = ['accept', 'accept', 'accept', 'decline', 'decline', 'both', 'silent'] as const
const wishes = [['Exchange'], ['Teams'], ['Exchange', 'Teams'], ['Teams', 'Exchange', 'Intune']] as const

/** A customer asks for help. Partners accept, decline or keep silent; where nobody is left a person steps in; some customers withdraw.
 *  @returns how it has to end, and the engagements it led to by externalId: all of them are terminated */
export async function playReferral({ externalId, chance, desk, portals, promises, day, stop }: Playing) {
  const id = await desk.refer(externalId, {
    kind: chance.pick(['standard', 'benefit']),
    workloads: chance.pick<readonly string[]>(wishes),
  })
  const patience = chance.is(0.2) ? Date.now() + chance.next() * 14 * day : Infinity
  const answered = new Set<string>()
  let end: ReferralEnd = 'assigned'
  for (;;) {
    const { state, offers, engagements } = await desk.see(id)
    if (state === 'assigned' || state === 'withdrawn') return { end, opened: await terminateAll(engagements) }
    if (Date.now() > patience && end === 'assigned' && (await desk.steer(id, 'withdraw'))) end = 'withdrawn'
    if (state === 'unmatched') await desk.steer(id, chance.is(0.4) ? 'match' : 'take')
    await Promise.all(offers.filter((one) => one.state === 'open' && !answered.has(one.id)).map(answer))
    await pause(chance.between(100, 400), undefined, { signal: stop })
  }

  async function answer(offer: OfferSeen): Promise<void> {
    answered.add(offer.id)
    const habit = chance.pick(habits)
    if (habit === 'accept' || habit === 'decline') await desk.decide(offer, habit)
    if (habit === 'both') await Promise.all([desk.decide(offer, 'accept'), desk.decide(offer, 'decline')])
  }

  async function terminateAll(engagements: readonly string[]): Promise<readonly string[]> {
    const opened: string[] = []
    for (const one of engagements) {
      const { externalId, partnerId } = await desk.engagement(one)
      promises.opened.set(externalId, one)
      await portals.find((portal) => portal.partnerId === partnerId)?.steer(one, 'terminate')
      opened.push(externalId)
    }
    return opened
  }
}
