import { Type } from 'typebox'
import { choices, criteria, offerStates, referralKinds, referralStates } from '../../../domain/referral/vocabulary.ts'
import { languages } from '../../../locales/languages.ts'
import { Country, closed, Email, Id, Instant, Name, OrNull } from '../shapes.ts'

const Word = Type.String({ minLength: 1, maxLength: 200 })

export const NewReferralBody = Type.Object(
  {
    externalId: Id,
    kind: Type.Enum(referralKinds),
    customer: Type.Object(
      {
        id: Id,
        name: Name,
        country: Country,
        language: Type.Enum(languages),
        size: { ...Word, description: "One of the program's customer sizes" },
        industry: { ...Word, description: "One of the program's industries" },
        licences: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
        contact: Type.Optional(
          Type.Object({ name: Name, email: Email }, { ...closed, description: 'Who is told; the owner if not given' }),
        ),
      },
      closed,
    ),
    workloads: Type.Array(Word, { minItems: 1, maxItems: 10, uniqueItems: true }),
  },
  closed,
)

export const Offer = Type.Object(
  {
    id: Type.String(),
    referralId: Type.String(),
    partnerId: OrNull(Type.String({ description: 'null where our own team does it' })),
    workloads: Type.Array(Type.String()),
    state: Type.Enum(offerStates),
    why: Type.Enum(choices, { description: 'Why it was this partner' }),
    received: Type.Integer({ description: 'Referrals the partner had received within the window' }),
    reason: OrNull(Type.String({ description: 'Of what was declined or withdrawn' })),
    offeredAt: Instant,
    until: OrNull(Instant),
    settledAt: OrNull(Instant),
  },
  { $id: 'Offer' },
)

const summary = {
  id: Type.String(),
  program: Type.Object({ id: Type.String(), version: Type.Integer() }),
  externalId: Type.String(),
  kind: Type.Enum(referralKinds),
  state: Type.Enum(referralStates),
  customer: Type.Object({
    id: Type.String(),
    name: Type.String(),
    country: Type.String(),
    language: Type.String(),
    size: Type.String(),
    industry: Type.String(),
    licences: Type.Integer(),
  }),
  workloads: Type.Array(Type.String()),
  waitingFor: OrNull(Type.Object({ what: Type.String(), owedBy: Type.String(), until: OrNull(Instant) })),
  createdAt: Instant,
}

export const ReferralSummary = Type.Object(summary, { $id: 'ReferralSummary' })

export const Considered = Type.Object(
  {
    partnerId: Type.String(),
    failed: Type.Array(Type.Enum(criteria), { description: 'Each criterion it does not meet' }),
    lacks: Type.Array(Type.String(), { description: 'Workloads without endorsement' }),
    claims: Type.Boolean({ description: 'Whether it has a claim on the customer' }),
    received: Type.Integer({ description: 'Referrals it received within the window' }),
  },
  { $id: 'Considered' },
)

export const Referral = Type.Object(
  {
    ...summary,
    offers: Type.Array(Type.Ref('Offer'), {
      description: 'A partner sees its own, and those of all who take part once that is settled',
    }),
    considered: OrNull(
      Type.Object(
        {
          at: Instant,
          partners: Type.Integer({ description: 'Partners of the referral program' }),
          failed: Type.Partial(Type.Record(Type.Enum(criteria), Type.Integer()), {
            description:
              'By how many partners each criterion was not met. Who does not serve such customers counts for that alone',
          }),
          nearest: Type.Array(Type.Ref('Considered'), {
            description: 'Who came nearest, in the order they would be asked in',
          }),
        },
        { description: 'What was found when partners were looked for last; for owner and operator' },
      ),
    ),
    engagements: Type.Array(Type.String(), { description: 'Ids of what was opened for it' }),
    timeline: Type.Array(Type.Object({ at: Instant, what: Type.String() }, { additionalProperties: true })),
  },
  { $id: 'Referral' },
)
