import { milliseconds } from '../duration.ts'
import type { AskPlan } from '../plan.ts'
import type { ReferralProgram } from './program.ts'

type OfferLetter = 'referral-offer' | 'referral-nudge'

/** What a referral's workflow needs of its program. How long partners really have the offers themselves say: business days are
 *  the partner's. */
export type ReferralPlan = { readonly offer: AskPlan<OfferLetter> }

/** @param day how long one program day lasts, in milliseconds */
export function referralPlanOf({ offer }: Pick<ReferralProgram, 'offer'>, day?: number): ReferralPlan {
  const after = milliseconds(`${offer.nudgeAfter} days`, day)
  return {
    offer: {
      email: 'referral-offer',
      to: 'partner',
      followUps: [{ after, email: 'referral-nudge', to: 'partner' }],
      closesAfter: Math.max(1, milliseconds(offer.closesAfter, day) - after),
    },
  }
}
