import { type TSchema, Type } from 'typebox'
import { isCountry } from '../../domain/contact.ts'
import { invitationStatuses, outcomes, owing, stages } from '../../domain/engagement.ts'
import { measures } from '../../domain/vocabulary.ts'

export const closed = { additionalProperties: false }

export const Id = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$',
  description: 'Letters, digits and . _ : - up to 100',
})
export const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\s\\p{Cc}][^\\p{Cc}\\u2028\\u2029]*$',
  description: 'One line of text',
})
export const Country = Type.Refine(
  Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2', examples: ['DE'] }),
  isCountry,
  () => 'must be the code of a country in ISO 3166-1 alpha-2',
)
export const Email = Type.String({ format: 'email', maxLength: 254 })
/** RFC 3339 has leap seconds and suffixes that JavaScript's dates have not. */
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^[0-9-]{10}T[0-9:]{6}[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][0-9:]{5})$',
  description: 'ISO 8601',
  examples: ['2026-11-23T09:00:00Z'],
})
export const EngagementParams = Type.Object({ id: Id })
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Repeating the request with it is safe' }),
  ),
})

export const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const Waiting = Type.Object({ what: Type.String(), owedBy: Type.Enum(owing), until: OrNull(Instant) })

export const Score = Type.Object({
  measure: Type.Enum(measures),
  value: Type.Number(),
  n: Type.Integer(),
  low: Type.Number({ description: 'Lower bound at 95 % confidence' }),
  high: Type.Number({ description: 'Upper bound at 95 % confidence' }),
})

/** The points of a scale, or what there is to choose from, in the order they are shown. */
export const Options = Type.Array(
  Type.Object({ value: Type.Union([Type.Number(), Type.String()]), label: Type.String() }),
)

export const Customer = Type.Object({ id: Id, name: Name, country: Country }, closed)
export const Subject = Type.Object(
  { kind: Type.Enum(['workload', 'project', 'relationship']), name: Name, delivery: Type.Optional(Name) },
  closed,
)

const summary = {
  id: Type.String(),
  program: Type.Object({ id: Type.String(), version: Type.Integer() }),
  partnerId: Type.String(),
  externalId: Type.String(),
  referralId: Type.Optional(Type.String({ description: 'The referral it came from' })),
  customer: Type.Object({ id: Type.String(), name: Type.String(), country: Type.String() }),
  subject: Type.Object({ kind: Type.String(), name: Type.String(), delivery: Type.Optional(Type.String()) }),
  stage: Type.Enum(stages),
  outcome: OrNull(Type.Enum(outcomes)),
  waitingFor: OrNull(Waiting),
  createdAt: Instant,
}

/** That something does not count because owner or operator said so. */
export const Disqualified = Type.Object(
  { at: Instant, reason: OrNull(Type.String()) },
  { description: 'Since when it does not count, and why; no reason once it was erased' },
)

export const EngagementSummary = Type.Object(summary, { $id: 'EngagementSummary' })

export const Engagement = Type.Object(
  {
    ...summary,
    gates: Type.Array(
      Type.Object({
        gate: Type.String(),
        percent: Type.Optional(Type.Number()),
        owedBy: Type.String(),
        reached: Type.Boolean(),
      }),
    ),
    invitations: Type.Partial(Type.Record(Type.Enum(invitationStatuses), Type.Integer()), {
      description: 'How many contacts stand where',
    }),
    score: OrNull(Score),
    disqualified: Type.Optional(Disqualified),
    hidden: Type.Optional(Type.Literal(true, { description: "Left out of its partner's lists" })),
    timeline: Type.Array(Type.Object({ at: Instant, what: Type.String() }, { additionalProperties: true }), {
      description: 'Oldest first',
    }),
  },
  { $id: 'Engagement' },
)

/** The answers every route may give besides its own. */
export const problemResponses = {
  '4xx': {
    description: 'What is wrong with the request',
    content: { 'application/problem+json': { schema: Type.Ref('Problem') } },
  },
  default: {
    description: 'Something is wrong on our side',
    content: { 'application/problem+json': { schema: Type.Ref('Problem') } },
  },
}
