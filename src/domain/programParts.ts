import { Type } from 'typebox'
import { questionTypes } from '../questions/types.ts'
import { contactFields, debtorKinds, gateKinds, letterKinds, recipientKinds } from './vocabulary.ts'

export const closed = { additionalProperties: false }
export const Duration = Type.String({ description: "Such as '14 days', '1 week', '12 hours'", examples: ['14 days'] })
export const Text = Type.String({ minLength: 1, maxLength: 2000 })
export const Address = Type.String({ format: 'email', maxLength: 254 })

export const Gate = Type.Object(
  {
    gate: Type.Enum(gateKinds),
    percent: Type.Optional(
      Type.Number({ minimum: 0, maximum: 100, description: 'Milestone only: reached from this share of the work on' }),
    ),
    owedBy: Type.Enum(debtorKinds, { description: 'Who is asked when it does not come' }),
  },
  closed,
)

const FollowUp = Type.Object(
  {
    after: { ...Duration, description: 'Counted from the step before' },
    email: Type.Enum(letterKinds),
    to: Type.Enum(recipientKinds),
  },
  closed,
)

const ask = {
  email: Type.Enum(letterKinds),
  to: Type.Enum(recipientKinds),
  followUps: Type.Array(FollowUp, { description: 'What happens on silence, step by step' }),
  closesAfter: { ...Duration, description: 'Counted from the last follow-up' },
}

export const Question = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{0,39}$' }),
    type: Type.Enum(questionTypes),
    required: Type.Boolean(),
    notApplicable: Type.Optional(Type.Literal(true, { description: 'May be answered with N/A, which is no rating' })),
    options: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{0,39}$' }), {
        minItems: 2,
        maxItems: 20,
        uniqueItems: true,
        description: "Of a choice or choices: keys, with the texts 'question.<key>.<option>'",
      }),
    ),
  },
  closed,
)

/** How the partner is asked for contacts, and what a contact must say. */
export const Contacts = Type.Object(
  {
    ...ask,
    email: Type.Optional(
      Type.Enum(letterKinds, { description: 'If not given nobody is written to: contacts come when they come' }),
    ),
    atLeast: Type.Integer({ minimum: 1, description: 'Eligible contacts needed before the survey is sent' }),
    fields: Type.Array(Type.Enum(contactFields), { description: 'Fields a contact must have' }),
    secondary: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many of them at least stand in for the others: role secondary' }),
    ),
    before: Type.Optional(
      Type.Enum(gateKinds, { description: 'This gate cannot be reported before the contacts are there' }),
    ),
  },
  closed,
)

/** How contacts are asked for answers, and what else the survey offers. */
export const Survey = Type.Object(
  {
    ...ask,
    thanks: Type.Optional(Type.Enum(letterKinds, { description: 'Sent to each contact who answers' })),
    frequency: Type.Optional(
      Type.Object(
        { requests: Type.Integer({ minimum: 1 }), per: Duration },
        {
          ...closed,
          description: 'At most so many requests to one person in this time, beside the rule of all programs',
        },
      ),
    ),
    questions: Type.Array(Question, { minItems: 1 }),
    letterQuestion: Type.Optional(
      Type.String({
        description: 'Key of the question that the invitation asks itself; the first that is scored if not given',
      }),
    ),
    openUntil: Type.Optional(
      Type.Enum(['renewal'], {
        description: "Takes contacts and answers until the membership's renewal, however many have answered",
      }),
    ),
    anonymity: Type.Optional(
      Type.Enum(['chosen'], { description: 'Respondents may choose that the partner never learns who they are' }),
    ),
    ownUrl: Type.Optional(
      Type.Literal(true, { description: 'Each membership has an address of its own where anybody may answer' }),
    ),
    ownQuestions: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10, description: 'How many questions of its own a membership may add' }),
    ),
    review: Type.Optional(
      Type.String({ description: 'Key of the text that respondents may let be published as a review' }),
    ),
    notice: Type.Optional(Type.Enum(letterKinds, { description: 'Sent to the partner for each answer' })),
  },
  closed,
)
