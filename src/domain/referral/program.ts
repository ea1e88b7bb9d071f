import { type Static, Type } from 'typebox'
import { languages } from '../../locales/languages.ts'
import { Brand } from '../brand.ts'
import { Address, closed, Duration, Text } from '../programParts.ts'

const Words = Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), { minItems: 1, uniqueItems: true })

/** The rules of a referral program: who may be helped, how partners are chosen, how long they have. Pure data; a published version
 *  never changes. */
export const ReferralProgram = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    name: Text,
    source: Type.String({ description: 'Where the rules are published, and when they were read' }),
    workloads: Type.Array(Text, {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: 'What help there is for',
    }),
    customerSizes: Words,
    industries: Words,
    benefit: Type.Object(
      {
        licences: Type.Integer({ minimum: 0, description: 'From so many licences on a customer has the benefit' }),
        opens: Type.String({ description: 'The program under which each workload of an assigned one is surveyed' }),
      },
      closed,
    ),
    claims: Type.Object(
      { paidAbove: Type.Integer({ minimum: 0, description: 'Claims pay above so many licences; referrals never do' }) },
      closed,
    ),
    matching: Type.Object(
      {
        window: { ...Duration, description: 'Referrals received within it count when the fewest are looked for' },
        partners: Type.Integer({ minimum: 1, maximum: 3, description: 'At most so many share a referral' }),
        inHouse: Type.Boolean({ description: 'Whether our own team takes what no partner is left for, beside them' }),
      },
      closed,
    ),
    offer: Type.Object(
      {
        nudgeAfter: Type.Integer({ minimum: 1, maximum: 20, description: "Business days in the partner's country" }),
        closesAfter: { ...Duration, description: 'Then the next partner is asked' },
      },
      closed,
    ),
    pause: Type.Object({ lasts: Duration, reminder: { ...Duration, description: 'So long before its end' } }, closed),
    acceptance: Type.Object(
      {
        atLeast: Type.Number({ minimum: 0, maximum: 99, description: 'Percent of the offers of a quarter' }),
        warning: { ...Duration, description: "So long before the quarter's end" },
      },
      closed,
    ),
    sender: Type.Object({ name: Text, address: Address, replyTo: Address }, closed),
    brand: Type.Optional(Brand),
    support: Address,
    language: Type.Enum(languages, { description: 'Of letters to partners and owner who chose none' }),
  },
  { ...closed, $id: 'ReferralProgram' },
)

export type ReferralProgram = Readonly<Static<typeof ReferralProgram>>
