import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** How long data about people is kept before it is deleted or emptied. Times are real days, also where DAY is short. */
export const Keeping = Type.Object(
  {
    KEEP_LETTERS: Type.String({
      default: '180 days',
      description: "Letters' bodies, addresses and Resend's ids, after the letter was written",
    }),
    KEEP_CONTACTS: Type.String({
      default: '365 days',
      description: 'Contacts of an engagement, and the letters to them, after it was closed',
    }),
    KEEP_TEXTS: Type.String({
      default: '730 days',
      description: 'What respondents wrote in their own words; ratings stay',
    }),
    KEEP_DELIVERIES: Type.String({ default: '90 days', description: 'What Resend told of letters' }),
    KEEP_REQUESTS: Type.String({
      default: '365 days',
      description: 'When a person was asked; at least as long as any rule of how often they may be',
    }),
    KEEP_IDEMPOTENCY: Type.String({
      default: '7 days',
      description: 'Answers under an Idempotency-Key: how long a request may be repeated with it',
    }),
    KEEP_UNCONFIRMED: Type.String({
      default: '60 days',
      description: 'Answers at survey addresses, and who gave them, until they are confirmed',
    }),
    KEEP_NETWORKS: Type.String({
      default: '1 day',
      description: 'How many answers came from one network, which is known by a keyed hash',
    }),
  },
  { additionalProperties: false },
)

export type Keeping = Readonly<Static<typeof Keeping>>

/** Every period: as it was set, else its default. */
export function keepingOf(config: Partial<Keeping>): Keeping {
  return Value.Parse(Keeping, Value.Clean(Keeping, Value.Default(Keeping, { ...config })))
}
