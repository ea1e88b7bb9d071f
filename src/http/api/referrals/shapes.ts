import { Type } from 'typebox'
import { choices, criteria, offerStates, referralKinds, referralStates } from '../../../domain/referral/vocabulary.ts'
import { languages } from '../../../locales/languages.ts'
import { Country, closed, Email, Id, Instant, Name } from '../shapes.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
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

export const Referral = Type.Object(
  {
    ...summary,
    offers: Type.Array(Type.Ref('Offer'), {
      description: 'A partner sees its own, and those of all who take part once that is settled',
    }),
    considered: Type.Array(
      Type.Object({
        partnerId: Type.String(),
        failed: Type.Array(Type.Enum(criteria)),
        lacks: Type.Array(Type.String({ description: 'Workloads without endorsement' })),
      }),
      {
        description:
          'Every partner that was looked at last, and each criterion it did not meet; for owner and operator',
      },
    ),
    engagements: Type.Array(Type.String(), { description: 'Ids of what was opened for it' }),
    timeline: Type.Array(Type.Object({ at: Instant, what: Type.String() }, { additionalProperties: true })),
  },
  { $id: 'Referral' },
)
