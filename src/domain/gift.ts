import { type Static, Type } from 'typebox'
import { dayAt } from './calendar.ts'
import { closed } from './programParts.ts'

/** The virtual gift card that respondents may choose while the promotion lasts, whatever they answered.
 *  @source FT-11 */
export const Gift = Type.Object(
  {
    amount: Type.Integer({ minimum: 1, maximum: 100_000, description: 'What a card is worth, in whole units' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217', examples: ['USD'] }),
    until: Type.String({ format: 'date', description: 'The last day on which it may be chosen, wherever one is' }),
    atMost: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'So many may be chosen; then the promotion is over',
      }),
    ),
    days: Type.Integer({ minimum: 1, maximum: 60, description: 'Within so many days it arrives by email' }),
    excludedCountries: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }), {
        uniqueItems: true,
        description: 'Contacts there are offered none',
      }),
    ),
    publicSector: Type.Optional(
      Type.Enum(['excluded'], {
        description: 'Whoever chooses it says that they work for no public authority and may accept it',
      }),
    ),
  },
  { ...closed, description: 'A gift card that respondents may choose; never tied to their answers' },
)

export type Gift = Readonly<Static<typeof Gift>>

/** How a gift stands to a respondent. */
export const giftStates = ['offered', 'chosen', 'over', 'not-offered'] as const
export type GiftState = (typeof giftStates)[number]

type Respondent = { readonly country: string; readonly isUsedUp: boolean; readonly now: Date }

/** What a respondent may do. Answers are no part of it.
 *  @param country where the contact is, ISO 3166-1 alpha-2
 *  @param isUsedUp whether as many were chosen as there are */
export function giftState(
  gift: Gift,
  { country, isChosen, isUsedUp, now }: Respondent & { readonly isChosen: boolean },
): GiftState {
  if (isChosen) return 'chosen'
  if (gift.excludedCountries?.includes(country)) return 'not-offered'
  return isUsedUp || isOver(gift, now) ? 'over' : 'offered'
}

/** Whether somebody who chose nothing yet may choose a program's gift now. */
export function isGiftOffered(gift: Gift | undefined, respondent: Respondent): gift is Gift {
  return gift !== undefined && giftState(gift, { ...respondent, isChosen: false }) === 'offered'
}

/** The last day is not over before it is over on the last island. */
function isOver({ until }: Gift, now: Date): boolean {
  return dayAt(now, 'Etc/GMT+12') > until
}
