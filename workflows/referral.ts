import { ActivityFailure, condition, continueAsNew, isCancellation, workflowInfo } from '@temporalio/workflow'
import type { PlacedOffer } from '../src/domain/referral/referral.ts'
import { ask, type Sending } from './ask.ts'
import { claimNudges, placeReferral, sendLettersAbout, withdrawReferral } from './effects.ts'
import { isLong } from './life.ts'
import type { ReferralInput } from './messages.ts'
import { beginReferral, handOverReferral, type ReferralLife, type ReferralPast } from './referralLife.ts'
import { viewPlacement, viewReferralClosed } from './referralView.ts'

/** The life of one customer who asked for help: partners are found and asked, silence is nudged and then passed on to the next,
 *  until somebody has taken every part, or a person does.
 *  @param past what happened in earlier runs, whose history had grown long
 *  @returns how it ended */
export async function referral(input: ReferralInput, past?: ReferralPast): Promise<'assigned' | 'withdrawn'> {
  const life = beginReferral(input, past)
  const chapter = await story(life)
  if (chapter === 'to be continued') return continueAsNew<typeof referral>(input, handOverReferral(life))
  if (chapter === 'withdrawn') await withdrawReferral({ referralId: input.referralId, seen: life.facts.seen })
  viewReferralClosed(life, chapter)
  await deliver(life)
  return chapter
}

async function story(life: ReferralLife): Promise<'assigned' | 'withdrawn' | 'to be continued'> {
  const { facts } = life
  for (;;) {
    if (facts.withdrawn) return 'withdrawn'
    if (isLong()) return 'to be continued'
    const { seen } = facts
    const { referralId } = life.input
    const placement = await placeReferral({ referralId, seen, over: timedOut(life), inHouse: facts.taken })
    if (placement) viewPlacement(life, placement)
    if (placement?.state === 'assigned') return 'assigned'
    if (placement?.state === 'unmatched') await deliver(life)
    if (placement?.state === 'offered') await askPartners(life, placement.open)
    else await condition(() => facts.seen > seen)
  }
}

/** Waits for partners until one of them has answered, or had the time to: then it is somebody else's turn. */
async function askPartners(life: ReferralLife, open: readonly PlacedOffer[]): Promise<void> {
  const { facts, input, offers, clocks } = life
  const isSettled = ({ offer }: PlacedOffer) => facts.settlement(offer) !== undefined
  await ask({
    plan: input.plan.offer,
    clocks,
    recipients: () => open.filter((one) => !isSettled(one)).map(({ offer }) => offer),
    round: () => '0',
    question: () => '0',
    heldUntil: () => 0,
    dueAt: (offer, step) => {
      const { nudgeAt, until } = offers.get(offer) ?? { nudgeAt: '', until: '' }
      return Date.parse(step === 0 ? nudgeAt : until)
    },
    over: () => facts.withdrawn || isLong() || open.some((one) => isSettled(one) || isUp(life, one.offer)),
    send: (sending) => send(life, sending),
    summary: 'until the partners answer',
  })
}

function timedOut(life: ReferralLife): readonly string[] {
  return [...life.offers.keys()].filter((offer) => isUp(life, offer) && life.facts.settlement(offer) === undefined)
}

/** Whether the time of an offer is over. */
function isUp({ clocks }: ReferralLife, offer: string): boolean {
  const clock = clocks.get(offer)
  return clock !== undefined && clock.dueAt === undefined
}

/** Offers were written down with their letters, so these only have to leave; nudges are decided at their time. */
async function send(life: ReferralLife, { email, waves }: Sending<string>): Promise<readonly string[]> {
  const { facts, input } = life
  const { seen } = facts
  const offers = Object.keys(waves)
  if (email === 'referral-nudge' && !(await claimNudges({ referralId: input.referralId, offers, seen }))) {
    await condition(() => facts.seen > seen)
    return []
  }
  await deliver(life)
  return offers
}

/** Hands over every letter that was claimed. What could not leave for a day stays in the ledger, where the watchdog finds it: the
 *  customer's referral goes on. */
async function deliver({ input }: ReferralLife): Promise<void> {
  const options = { taskQueue: `${workflowInfo().taskQueue}-email` }
  try {
    await sendLettersAbout.executeWithOptions(options, [input.referralId])
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
  }
}
